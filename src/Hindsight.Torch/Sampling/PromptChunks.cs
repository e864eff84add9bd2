namespace Hindsight.Torch.Sampling;

/// <summary>Cuts token sequences into passes of a limited number of rows, packed without padding.</summary>
internal static class PromptChunks
{
    /// <summary>Each pass's segments, sequences in the given order; a sequence longer than what is left of a pass goes on in the next.</summary>
    public static IEnumerable<List<PromptSegment>> Cut(IEnumerable<(int Slot, int[] Tokens)> sequences, int rows)
    {
        List<PromptSegment> pass = [];
        int room = rows;
        foreach ((int slot, int[] tokens) in sequences)
        {
            // A sequence that fits a pass is not cut: its attention then needs no mask.
            if (tokens.Length > room && tokens.Length <= rows)
            {
                yield return pass;
                (pass, room) = ([], rows);
            }

            for (int start = 0, count; start < tokens.Length; start += count)
            {
                if (room == 0)
                {
                    yield return pass;
                    (pass, room) = ([], rows);
                }

                count = Math.Min(room, tokens.Length - start);
                pass.Add(new PromptSegment(slot, start, new ArraySegment<int>(tokens, start, count)));
                room -= count;
            }
        }

        if (pass.Count > 0) yield return pass;
    }
}
