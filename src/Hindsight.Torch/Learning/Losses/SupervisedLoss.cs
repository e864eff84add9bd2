using TorchSharp;
using static TorchSharp.torch;

namespace Hindsight.Torch.Learning.Losses;

/// <summary>The negative log-likelihood of the scored tokens over a denominator that the whole mini-batch shares.</summary>
/// <param name="denominator">The mini-batch's learned tokens.</param>
internal sealed class SupervisedLoss(double denominator)
{
    /// <summary>The loss of all chunks so far.</summary>
    public double Value { get; private set; }

    /// <summary>Adds a chunk's share.</summary>
    /// <returns>Its gradient by the log-probs.</returns>
    public (Tensor LogProb, Tensor? Entropy) Differentiate(Tensor logProbs)
    {
        using DisposeScope scope = NewDisposeScope();
        Value -= logProbs.sum().to_type(ScalarType.Float64).item<double>() / denominator;
        return (full_like(logProbs, -1 / denominator).MoveToOuterDisposeScope(), null);
    }
}
