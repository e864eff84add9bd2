using Hindsight.Policies;
using static TorchSharp.torch;

namespace Hindsight.Torch.Sampling;

/// <summary>The log-probs of given responses: the prompt's pass over whole sequences, the logits of a few rows at a time.</summary>
internal sealed class SequenceScorer(DecodeEngine engine, Device device)
{
    private const int LogitRows = 256;

    /// <summary>Scores sequences that share the memory's slots, so not too many at once.</summary>
    /// <returns>The natural log-prob of each response token.</returns>
    public float[][] Score(IReadOnlyList<TokenSequence> sequences, CancellationToken cancellationToken)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        int[][] inputs = [.. sequences.Select(s => (int[])[.. s.PromptTokens, .. s.ResponseTokens.AsSpan(0, Math.Max(s.ResponseTokens.Length - 1, 0))])];
        float[][] results = [.. sequences.Select(s => new float[s.ResponseTokens.Length])];
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
                TokenSequence sequence = sequences[segment.Slot];
                for (int i = 0; i < segment.Tokens.Count; i++)
                {
                    int index = segment.Start + i + 1 - sequence.PromptTokens.Length;
                    if (index >= 0 && index < sequence.ResponseTokens.Length) scored.Add((first + i, segment.Slot, index));
                }

                first += segment.Tokens.Count;
            }

            foreach ((long Row, int Sequence, int Index)[] part in scored.Chunk(LogitRows))
            {
                using var partScope = NewDisposeScope();
                Tensor rows = tensor([.. part.Select(p => p.Row)], device: device);
                Tensor targets = tensor([.. part.Select(p => (long)sequences[p.Sequence].ResponseTokens[p.Index])], device: device).unsqueeze(1);
                Tensor logits = engine.Logits(hidden.index_select(0, rows)).to(ScalarType.Float32); // [rows, V]
                float[] logProbs = (logits.gather(1, targets).squeeze(1) - logits.logsumexp(1)).cpu().data<float>().ToArray();
                for (int i = 0; i < part.Length; i++) results[part[i].Sequence][part[i].Index] = logProbs[i];
            }
        }

        return results;
    }
}
