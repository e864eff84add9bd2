using TorchSharp;
using static TorchSharp.torch;

namespace Hindsight.Torch.Models;

/// <summary>Cosines and sines of the rotary embedding for every position, in float32 arithmetic as the reference computes them.</summary>
internal sealed class RotaryTable : IDisposable
{
    public RotaryTable(Architecture architecture, ScalarType type, Device device)
    {
        using DisposeScope scope = NewDisposeScope();
        using (no_grad())
        {
            Tensor exponent = arange(0, architecture.HeadDimension, 2, dtype: ScalarType.Float32) / architecture.HeadDimension;
            Tensor frequency = pow((float)architecture.RotaryBase, exponent).reciprocal();
            Tensor angle = arange(architecture.ContextLength, dtype: ScalarType.Float32).unsqueeze(1) * frequency;
            Cosine = angle.cos().to(type, device).DetachFromDisposeScope();
            Sine = angle.sin().to(type, device).DetachFromDisposeScope();
        }
    }

    /// <summary><c>[context, d/2]</c></summary>
    public Tensor Cosine { get; }

    /// <summary><c>[context, d/2]</c></summary>
    public Tensor Sine { get; }

    public void Dispose()
    {
        Cosine.Dispose();
        Sine.Dispose();
    }
}
