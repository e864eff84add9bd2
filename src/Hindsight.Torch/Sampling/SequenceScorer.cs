using Hindsight.Policies;
using static TorchSharp.torch;

namespace Hindsight.Torch.Sampling;

/// <summary>The log-probs of given tokens: the prompt's pass over whole sequences, the logits of a few rows at a time.</summary>
internal sealed class SequenceScorer(DecodeEngine engine, Device device)
{
    private const int LogitRows = 256;

    /// <summary>Scores sequences that share the memory's slots, so not too many at once.</summary>
    /// <returns>The natural log-prob of each response token.</returns>
    public float[][] Score(IReadOnlyList<TokenSequence> sequences, CancellationToken cancellationToken) => Score(
        [.. sequences.Select(s => (int[])[.. s.PromptTokens, .. s.ResponseTokens.AsSpan(0, Math.Max(s.ResponseTokens.Length - 1, 0))])],
        [.. sequences.Select(s => s.ResponseTokens)],
        (sequence, index) => sequences[sequence].PromptTokens.Length - 1 + index,
        cancellationToken);

    /// <summary>Scores tokens that might come next; prompts share the memory's slots, so not too many at once.</summary>
    /// <returns>The natural log-prob of each choice behind its prompt.</returns>
    public float[][] ScoreNext(IReadOnlyList<(int[] Prompt, int[] Choices)> prompts, CancellationToken cancellationToken) => Score(
        [.. prompts.Select(p => p.Prompt)], [.. prompts.Select(p => p.Choices)], (sequence, _) => prompts[sequence].Prompt.Length - 1, cancellationToken);

    private float[][] Score(int[][] inputs, int[][] targets, Func<int, int, int> positionOf, CancellationToken cancellationToken)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        float[][] results = [.. targets.Select(t => new float[t.Length])];
        engine.Reserve(inputs.Length, inputs.Max(i => i.Length));
        foreach (List<PromptSegment> pass in PromptChunks.Cut(inputs.Select((tokens, i) => (i, tokens)), engine.ChunkRows))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var passScope = NewDisposeScope();
            Tensor hidden = engine.Prefill(pass);
            List<(long Row, int Sequence, int Index)> scored = [];
            int first = 0;
            foreach (PromptSegment segment in pass)
            {
                for (int index = 0; index < targets[segment.Slot].Length; index++)
                {
                    int row = positionOf(segment.Slot, index) - segment.Start;
                    if (row >= 0 && row < segment.Tokens.Count) scored.Add((first + row, segment.Slot, index));
                }

                first += segment.Tokens.Count;
            }

            foreach ((long Row, int Sequence, int Index)[] part in scored.Chunk(LogitRows))
            {
                using var partScope = NewDisposeScope();
                Tensor rows = tensor([.. part.Select(p => p.Row)], device: device);
                Tensor tokens = tensor([.. part.Select(p => (long)targets[p.Sequence][p.Index])], device: device).unsqueeze(1);
                Tensor logits = engine.Logits(hidden.index_select(0, rows)).to(ScalarType.Float32); // [rows, V]
                float[] logProbs = (logits.gather(1, tokens).squeeze(1) - logits.logsumexp(1)).cpu().data<float>().ToArray();
                for (int i = 0; i < part.Length; i++) results[part[i].Sequence][part[i].Index] = logProbs[i];
            }
        }

        return results;
    }
}
