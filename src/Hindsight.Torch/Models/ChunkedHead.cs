using Hindsight.Torch.Models.Kernels;
using TorchSharp;
using static TorchSharp.torch;

namespace Hindsight.Torch.Models;

/// <summary>The output head in chunks of rows: log-probs of chosen tokens without the full logits ever existing, and the gradient in closed form while a chunk's logits are at hand.</summary>
internal static class ChunkedHead
{
    /// <summary>Rows × vocabulary of one chunk's logits: 64 MB in bf16.</summary>
    private const long ChunkElements = 32L << 20;

    /// <summary>Log-probs of the scored tokens, and the entropies of the distributions that they were scored by.</summary>
    /// <param name="hidden"><c>[S, D]</c></param>
    /// <param name="head"><c>[V, D]</c></param>
    /// <param name="targets"><c>[S]</c></param>
    /// <param name="temperature">Divides the logits.</param>
    /// <returns><c>[S]</c> each, in fp32 (fp64 where the model is).</returns>
    public static (Tensor LogProbs, Tensor Entropies) Score(Tensor hidden, Tensor head, Tensor targets, double temperature)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable mode = no_grad();
        var logProbs = new List<Tensor>();
        var entropies = new List<Tensor>();
        foreach ((long start, long length) in Chunks(hidden.shape[0], head.shape[0]))
        {
            using DisposeScope inner = NewDisposeScope();
            Tensor logits = nn.functional.linear(hidden.narrow(0, start, length), head);
            TokenScores scores = TokenSoftmax.Score(logits, targets.narrow(0, start, length), temperature);
            logProbs.Add(scores.LogProbs.MoveToOuterDisposeScope());
            entropies.Add(scores.Entropies.MoveToOuterDisposeScope());
        }

        return (cat(logProbs).MoveToOuterDisposeScope(), cat(entropies).MoveToOuterDisposeScope());
    }

    /// <summary>Scores and differentiates chunk by chunk: each chunk's logits are computed once.</summary>
    /// <param name="hidden"><c>[S, D]</c></param>
    /// <param name="head"><c>[V, D]</c></param>
    /// <param name="targets"><c>[S]</c></param>
    /// <param name="temperature">Divides the logits.</param>
    /// <param name="loss">Given a chunk's first row, log-probs and entropies: the gradients of the loss by them.</param>
    /// <param name="headGradient">Where the head's gradient is added, or <see langword="null"/>.</param>
    /// <returns>The gradient of <paramref name="hidden"/>, <c>[S, D]</c>.</returns>
    public static Tensor Differentiate(Tensor hidden, Tensor head, Tensor targets, double temperature, TokenLoss loss, Tensor? headGradient)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable mode = no_grad();
        Tensor result = empty_like(hidden);
        foreach ((long start, long length) in Chunks(hidden.shape[0], head.shape[0]))
        {
            using DisposeScope inner = NewDisposeScope();
            Tensor rows = hidden.narrow(0, start, length), chosen = targets.narrow(0, start, length);
            Tensor logits = nn.functional.linear(rows, head);
            TokenScores scores = TokenSoftmax.Score(logits, chosen, temperature);
            (Tensor dLogProbs, Tensor? dEntropies) = loss(start, scores.LogProbs, scores.Entropies);
            Tensor gradient = TokenSoftmax.Differentiate(logits, chosen, temperature, scores, dLogProbs, dEntropies);
            result.narrow(0, start, length).copy_(gradient.mm(head));
            if (headGradient is not null) Projection.Accumulate(headGradient, gradient.t(), rows, 1);
        }

        return result.MoveToOuterDisposeScope();
    }

    private static IEnumerable<(long Start, long Length)> Chunks(long rows, long vocabulary)
    {
        long chunks = Math.Max(1, (rows * vocabulary + ChunkElements - 1) / ChunkElements), size = Math.Max(1, (rows + chunks - 1) / chunks);
        for (long start = 0; start < rows; start += size) yield return (start, Math.Min(size, rows - start));
    }
}
