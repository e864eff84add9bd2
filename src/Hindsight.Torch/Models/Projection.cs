using TorchSharp;
using static TorchSharp.torch;

namespace Hindsight.Torch.Models;

/// <summary>y = x Wᵀ + scale · (x Aᵀ) Bᵀ, forwards and backwards by hand.</summary>
internal static class Projection
{
    /// <summary><c>[T, out]</c></summary>
    public static Tensor Forward(Tensor x, Tensor weight, IReadOnlyList<LowRankPair> adapters, double scale)
    {
        Tensor y = nn.functional.linear(x, weight);
        AddAdapters(y, x, adapters, scale);
        return y;
    }

    /// <summary>residual + x Wᵀ + …: <c>[T, out]</c></summary>
    public static Tensor ForwardOnto(Tensor residual, Tensor x, Tensor weight, IReadOnlyList<LowRankPair> adapters, double scale)
    {
        using Tensor transposed = weight.t();
        Tensor y = residual.addmm(x, transposed, 1, 1);
        AddAdapters(y, x, adapters, scale);
        return y;
    }

    /// <summary>The gradient of x, <c>[T, in]</c>; those of the weight and the adapters are added where they are wanted.</summary>
    public static Tensor Backward(
        Tensor gradient, Tensor x, Tensor weight, Tensor? weightGradient, IReadOnlyList<LowRankPair> adapters, IReadOnlyList<LowRankPair> adapterGradients, double scale)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor dx = gradient.mm(weight);
        if (weightGradient is not null) Accumulate(weightGradient, gradient.t(), x, 1);
        for (int i = 0; i < adapters.Count; i++)
        {
            LowRankPair adapter = adapters[i];
            Tensor part = gradient.narrow(1, adapter.Row, adapter.B.shape[0]);
            Tensor inner = part.mm(adapter.B); // [T, r]
            dx.addmm_(inner, adapter.A, 1, (float)scale);
            Accumulate(adapterGradients[i].A, inner.t(), x, scale);
            Accumulate(adapterGradients[i].B, part.t(), nn.functional.linear(x, adapter.A), scale);
        }

        return dx.MoveToOuterDisposeScope();
    }

    /// <summary>sum += scale · a b, the sum in its own (wider) type.</summary>
    public static void Accumulate(Tensor sum, Tensor a, Tensor b, double scale)
    {
        if (sum.dtype == a.dtype)
        {
            sum.addmm_(a, b, 1, (float)scale);
            return;
        }

        using Tensor product = a.mm(b);
        sum.add_(product, scale);
    }

    private static void AddAdapters(Tensor y, Tensor x, IReadOnlyList<LowRankPair> adapters, double scale)
    {
        using DisposeScope scope = NewDisposeScope();
        foreach (LowRankPair adapter in adapters)
            y.narrow(1, adapter.Row, adapter.B.shape[0]).addmm_(nn.functional.linear(x, adapter.A), adapter.B.t(), 1, (float)scale);
    }
}
