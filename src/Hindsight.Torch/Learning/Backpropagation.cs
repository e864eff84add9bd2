using Hindsight.Torch.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Hindsight.Torch.Learning;

/// <summary>Scores and gradients of a packed batch.</summary>
internal static class Backpropagation
{
    /// <summary>Adds the gradients of a loss over the batch's scored tokens to <see cref="CausalLanguageModel.Gradients"/>.</summary>
    public static void Accumulate(CausalLanguageModel model, PackedBatch batch, double temperature, TokenLoss loss)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable mode = no_grad();
        using DecoderPass pass = model.Forward(batch, keep: true);
        Tensor hidden = pass.Hidden.index_select(0, batch.Rows);
        Tensor gradient = ChunkedHead.Differentiate(
            hidden, model.Weights.Head, batch.Targets, temperature, loss, model.GradientViews.Weights?.Head);
        pass.Backward(zeros_like(pass.Hidden).index_add_(0, batch.Rows, gradient, 1), model.GradientViews);
    }

    /// <summary>The log-probs of the batch's scored tokens, <c>[S]</c>, without gradients.</summary>
    public static Tensor Score(CausalLanguageModel model, PackedBatch batch, double temperature, bool reference = false)
    {
        using DisposeScope scope = NewDisposeScope();
        using DecoderPass pass = reference ? model.ForwardReference(batch) : model.Forward(batch, keep: false);
        Tensor hidden = pass.Hidden.index_select(0, batch.Rows);
        Tensor head = reference ? model.ReferenceWeights.Head : model.Weights.Head;
        return ChunkedHead.Score(hidden, head, batch.Targets, temperature).LogProbs.MoveToOuterDisposeScope();
    }
}
