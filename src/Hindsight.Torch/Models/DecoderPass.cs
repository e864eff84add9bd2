using Hindsight.Torch.Models.Kernels;
using TorchSharp;
using static TorchSharp.torch;

namespace Hindsight.Torch.Models;

/// <summary>One forward pass of a packed batch through the decoder and, where it was kept, its backward pass: both by hand, so that only what is dear to compute again is stored and each gradient is added where it belongs at once.</summary>
internal sealed class DecoderPass : IDisposable
{
    private readonly Architecture _architecture;
    private readonly DecoderWeights _weights;
    private readonly LowRankAdapters? _adapters;
    private readonly PackedBatch _batch;
    private readonly Tensor _cosine, _sine; // [T, d/2]
    private readonly Stack<LayerActivations> _layers = [];
    private readonly Tensor? _last; // [T, D]: the last layer's output

    /// <summary>Runs the layers.</summary>
    /// <param name="architecture">The shape.</param>
    /// <param name="weights">The weights in the type to compute in.</param>
    /// <param name="adapters">Adapters in the same type, or <see langword="null"/>.</param>
    /// <param name="rotary">The rotary table.</param>
    /// <param name="batch">The rows.</param>
    /// <param name="keep">Whether <see cref="Backward"/> follows.</param>
    public DecoderPass(Architecture architecture, DecoderWeights weights, LowRankAdapters? adapters, RotaryTable rotary, PackedBatch batch, bool keep)
    {
        (_architecture, _weights, _adapters, _batch) = (architecture, weights, adapters, batch);
        using DisposeScope scope = NewDisposeScope();
        using IDisposable mode = no_grad();
        _cosine = rotary.Cosine.index_select(0, batch.Positions).DetachFromDisposeScope();
        _sine = rotary.Sine.index_select(0, batch.Positions).DetachFromDisposeScope();
        Tensor x = weights.Embedding.index_select(0, batch.Tokens); // [T, D]
        for (int layer = 0; layer < architecture.Layers; layer++)
        {
            Tensor next = Layer(layer, x, keep);
            if (!keep) x.Dispose();
            x = next;
        }

        if (keep) _last = x.DetachFromDisposeScope();
        Hidden = RmsNorm.Forward(x, weights.FinalNorm, architecture.NormEpsilon).DetachFromDisposeScope();
    }

    /// <summary>The normalised output, <c>[T, D]</c>, that the head multiplies.</summary>
    public Tensor Hidden { get; }

    /// <summary>Adds the gradients of everything below <see cref="Hidden"/>. It can be called once.</summary>
    /// <param name="gradient">Of <see cref="Hidden"/>, <c>[T, D]</c>.</param>
    /// <param name="gradients">Where they are added.</param>
    public void Backward(Tensor gradient, DecoderGradients gradients)
    {
        if (_last is null) throw new InvalidOperationException("The forward pass was not kept.");
        using DisposeScope scope = NewDisposeScope();
        using IDisposable mode = no_grad();
        Tensor dx = RmsNorm.Backward(gradient, _last, _weights.FinalNorm, _architecture.NormEpsilon, gradients.Weights?.FinalNorm, null);
        for (int layer = _architecture.Layers - 1; layer >= 0; layer--)
        {
            using LayerActivations kept = _layers.Pop();
            Tensor next = LayerBackward(layer, dx, kept, gradients);
            dx.Dispose();
            dx = next;
        }

        if (gradients.Weights is null) return;
        // As the reference implementation: looking up the padding token's embedding does not train it, even where the token ends every turn.
        if (_architecture.PadToken is { } pad) dx.masked_fill_(_batch.Tokens.eq(pad).unsqueeze(1), 0);
        gradients.Weights.Embedding.index_add_(0, _batch.Tokens, dx.to_type(gradients.Weights.Embedding.dtype), 1);
    }

    public void Dispose()
    {
        while (_layers.TryPop(out LayerActivations? kept)) kept.Dispose();
        _last?.Dispose();
        Hidden.Dispose();
        _cosine.Dispose();
        _sine.Dispose();
    }

    private LayerAdapters Adapters(int layer) => _adapters?.Layers[layer] ?? LayerAdapters.None;

    private double Scale => _adapters?.Scale ?? 0;

    private Tensor Layer(int layer, Tensor x, bool keep)
    {
        using DisposeScope scope = NewDisposeScope();
        DecoderLayerWeights weights = _weights.Layers[layer];
        LayerAdapters adapters = Adapters(layer);
        Tensor normal = RmsNorm.Forward(x, weights.InputNorm, _architecture.NormEpsilon);
        Tensor heads = Projection.Forward(normal, weights.QueryKeyValue, adapters.QueryKeyValue, Scale);
        Turn(heads, back: false);
        (Tensor output, IAttentionState? attention) = PackedAttention.Forward(_architecture, _batch, heads, keep);
        Tensor middle = Projection.ForwardOnto(x, output, weights.Output, adapters.Output, Scale);
        Tensor gateUp = Projection.Forward(
            RmsNorm.Forward(middle, weights.PostNorm, _architecture.NormEpsilon), weights.GateUp, adapters.GateUp, Scale);
        Tensor next = Projection.ForwardOnto(middle, SwiGlu.Forward(gateUp), weights.Down, adapters.Down, Scale);
        if (keep)
        {
            _layers.Push(new LayerActivations(
                x.DetachFromDisposeScope(), attention!, output.DetachFromDisposeScope(), middle.DetachFromDisposeScope(), gateUp.DetachFromDisposeScope()));
        }

        return next.MoveToOuterDisposeScope();
    }

    private Tensor LayerBackward(int layer, Tensor gradient, LayerActivations kept, DecoderGradients gradients)
    {
        using DisposeScope scope = NewDisposeScope();
        DecoderLayerWeights weights = _weights.Layers[layer];
        DecoderLayerWeights? sums = gradients.Weights?.Layers[layer];
        LayerAdapters adapters = Adapters(layer);
        LayerAdapters adapterSums = gradients.Adapters?.Layers[layer] ?? LayerAdapters.None;
        double epsilon = _architecture.NormEpsilon;

        Tensor product = Projection.Backward(
            gradient, SwiGlu.Forward(kept.GateUp), weights.Down, sums?.Down, adapters.Down, adapterSums.Down, Scale);
        Tensor gateUp = SwiGlu.Backward(product, kept.GateUp);
        Tensor postNormal = RmsNorm.Forward(kept.Middle, weights.PostNorm, epsilon);
        Tensor dPostNormal = Projection.Backward(gateUp, postNormal, weights.GateUp, sums?.GateUp, adapters.GateUp, adapterSums.GateUp, Scale);
        Tensor middle = RmsNorm.Backward(dPostNormal, kept.Middle, weights.PostNorm, epsilon, sums?.PostNorm, gradient);

        Tensor output = Projection.Backward(middle, kept.Heads, weights.Output, sums?.Output, adapters.Output, adapterSums.Output, Scale);
        Tensor heads = kept.Attention.Backward(output, kept.Heads);
        Turn(heads, back: true);
        Tensor normal = RmsNorm.Forward(kept.Input, weights.InputNorm, epsilon);
        Tensor dNormal = Projection.Backward(
            heads, normal, weights.QueryKeyValue, sums?.QueryKeyValue, adapters.QueryKeyValue, adapterSums.QueryKeyValue, Scale);
        return RmsNorm.Backward(dNormal, kept.Input, weights.InputNorm, epsilon, sums?.InputNorm, middle).MoveToOuterDisposeScope();
    }

    /// <summary>Turns the query and key heads of <c>[T, (H + 2 Hkv) d]</c> in place.</summary>
    private void Turn(Tensor heads, bool back) =>
        Rotary.TurnInPlace(heads, _architecture.Heads + _architecture.KeyValueHeads, _cosine, _sine, back);
}
