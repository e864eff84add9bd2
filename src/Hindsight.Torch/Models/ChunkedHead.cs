using TorchSharp;
using static TorchSharp.torch;

namespace Hindsight.Torch.Models;

/// <summary>The output head in chunks of rows: log-probs of chosen tokens without the full logits ever existing, and the gradient in closed form while a chunk's logits are at hand.</summary>
internal static class ChunkedHead
{
    /// <summary>Rows × vocabulary of one chunk's logits: about 48 MB in fp32.</summary>
    private const long ChunkElements = 12L << 20;

    /// <summary>Log-probs of the scored tokens, and the entropies of the distributions they were scored by where wanted.</summary>
    /// <param name="hidden"><c>[S, D]</c></param>
    /// <param name="head"><c>[V, D]</c></param>
    /// <param name="targets"><c>[S]</c></param>
    /// <param name="temperature">Divides the logits.</param>
    /// <param name="entropy">Whether entropies are wanted.</param>
    /// <returns><c>[S]</c> each, in fp32 (fp64 where the model is).</returns>
    public static (Tensor LogProbs, Tensor? Entropies) Score(Tensor hidden, Tensor head, Tensor targets, double temperature, bool entropy)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable mode = no_grad();
        var logProbs = new List<Tensor>();
        var entropies = new List<Tensor>();
        foreach ((long start, long length) in Chunks(hidden.shape[0], head.shape[0]))
        {
            using DisposeScope inner = NewDisposeScope();
            (Tensor logp, Tensor logits) = LogProbs(hidden.narrow(0, start, length), head, targets.narrow(0, start, length), temperature);
            logProbs.Add(logp.MoveToOuterDisposeScope());
            if (entropy) entropies.Add(Entropy(logits.exp(), logits).MoveToOuterDisposeScope());
        }

        return (cat(logProbs).MoveToOuterDisposeScope(), entropy ? cat(entropies).MoveToOuterDisposeScope() : null);
    }

    /// <summary>Scores and differentiates chunk by chunk: each chunk's logits are computed once.</summary>
    /// <param name="hidden"><c>[S, D]</c></param>
    /// <param name="head"><c>[V, D]</c></param>
    /// <param name="targets"><c>[S]</c></param>
    /// <param name="temperature">Divides the logits.</param>
    /// <param name="entropy">Whether the loss wants entropies.</param>
    /// <param name="loss">Given a chunk's first row, log-probs and entropies: the gradients of the loss by them.</param>
    /// <param name="headGradient">Where the head's gradient is added, or <see langword="null"/>.</param>
    /// <returns>The gradient of <paramref name="hidden"/>, <c>[S, D]</c>.</returns>
    public static Tensor Differentiate(
        Tensor hidden, Tensor head, Tensor targets, double temperature, bool entropy, TokenLoss loss, Tensor? headGradient)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable mode = no_grad();
        Tensor result = empty_like(hidden);
        foreach ((long start, long length) in Chunks(hidden.shape[0], head.shape[0]))
        {
            using DisposeScope inner = NewDisposeScope();
            Tensor rows = hidden.narrow(0, start, length), chosen = targets.narrow(0, start, length);
            (Tensor logp, Tensor logits) = LogProbs(rows, head, chosen, temperature);
            Tensor? entropies = null, probabilities = null;
            if (entropy)
            {
                probabilities = logits.exp();
                entropies = Entropy(probabilities, logits);
            }

            (Tensor dLogp, Tensor? dEntropy) = loss(start, logp, entropies);
            Tensor d;
            if (dEntropy is null) d = (probabilities ?? logits.exp_()).mul_(-dLogp.unsqueeze(1));
            else
            {
                // ∂H/∂l_j = −p_j (log p_j + H)
                d = logits.add_(entropies!.unsqueeze(1)).mul_(-dEntropy.unsqueeze(1)).sub_(dLogp.unsqueeze(1)).mul_(probabilities!);
            }

            d.scatter_add_(1, chosen.unsqueeze(1), dLogp.unsqueeze(1));
            Tensor gradient = d.div_(temperature).to_type(hidden.dtype);
            result.narrow(0, start, length).copy_(gradient.mm(head));
            if (headGradient is not null) Projection.Accumulate(headGradient, gradient.t(), rows, 1);
        }

        return result.MoveToOuterDisposeScope();
    }

    /// <summary>The chosen tokens' log-probs <c>[c]</c> and all log-probs <c>[c, V]</c>.</summary>
    private static (Tensor Chosen, Tensor All) LogProbs(Tensor rows, Tensor head, Tensor targets, double temperature)
    {
        ScalarType type = rows.dtype == ScalarType.Float64 ? ScalarType.Float64 : ScalarType.Float32;
        Tensor logits = nn.functional.linear(rows, head).to_type(type);
        if (temperature != 1) logits.div_(temperature);
        Tensor all = logits.sub_(logits.logsumexp(1, keepdim: true));
        return (all.gather(1, targets.unsqueeze(1)).squeeze(1), all);
    }

    private static Tensor Entropy(Tensor probabilities, Tensor logProbs) => -(probabilities * logProbs).sum([1L]);

    private static IEnumerable<(long Start, long Length)> Chunks(long rows, long vocabulary)
    {
        long size = Math.Max(1, ChunkElements / vocabulary);
        for (long start = 0; start < rows; start += size) yield return (start, Math.Min(size, rows - start));
    }
}
