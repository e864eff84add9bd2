using static TorchSharp.torch;

namespace Hindsight.Torch.Models;

/// <summary>Lays sequences end to end without padding. Responses of one prompt share its rows.</summary>
internal sealed class PackedBatchBuilder
{
    private readonly List<int> _tokens = [], _positions = [], _rows = [], _targets = [];
    private readonly List<PackedSegment> _segments = [];

    /// <summary>The rows so far.</summary>
    public int Length => _tokens.Count;

    /// <summary>The scored tokens so far.</summary>
    public int TargetCount => _targets.Count;

    /// <summary>The rows that <see cref="AddGroup"/> would add.</summary>
    public static int RowsOf(int promptLength, IEnumerable<int> responseLengths) => promptLength + responseLengths.Sum(length => Math.Max(length - 1, 0));

    /// <summary>Adds a prompt, computed once, with its responses, all of whose tokens are scored.</summary>
    /// <param name="prompt">At least one token.</param>
    /// <param name="responses">Each continues the prompt.</param>
    public void AddGroup(int[] prompt, params IReadOnlyList<int[]> responses)
    {
        if (prompt.Length == 0) throw new ArgumentException("A prompt needs at least one token.", nameof(prompt));
        int start = Length;
        Append(prompt, 0);
        if (responses.Count == 1)
        {
            // Alone, prompt and response are one causal sequence: no prefix to attend to apart.
            Append(responses[0].AsSpan(0, Math.Max(responses[0].Length - 1, 0)), prompt.Length);
            _segments.Add(new PackedSegment(start, Length - start));
            Score(responses[0], start + prompt.Length - 1, start + prompt.Length);
            return;
        }

        _segments.Add(new PackedSegment(start, prompt.Length));
        foreach (int[] response in responses)
        {
            int own = Length;
            Append(response.AsSpan(0, Math.Max(response.Length - 1, 0)), prompt.Length);
            if (Length > own) _segments.Add(new PackedSegment(own, Length - own, start, prompt.Length));
            Score(response, start + prompt.Length - 1, own);
        }
    }

    /// <summary>Adds one sequence; a token is scored where <paramref name="mask"/> says so. The first token cannot be scored.</summary>
    public void AddSequence(ReadOnlySpan<int> tokens, ReadOnlySpan<bool> mask)
    {
        if (tokens.Length < 2 || mask.Length != tokens.Length)
            throw new ArgumentException($"A sequence of {tokens.Length} tokens with a mask of {mask.Length}: expected at least 2 tokens and as many mask entries.");
        int start = Length;
        Append(tokens[..^1], 0);
        _segments.Add(new PackedSegment(start, tokens.Length - 1));
        for (int i = 1; i < tokens.Length; i++)
        {
            if (!mask[i]) continue;
            _rows.Add(start + i - 1);
            _targets.Add(tokens[i]);
        }
    }

    /// <summary>The batch as tensors on a device.</summary>
    public PackedBatch Build(Device device, ScalarType type) => new([.. _tokens], [.. _positions], _segments, [.. _rows], [.. _targets], device, type);

    private void Append(ReadOnlySpan<int> tokens, int position)
    {
        foreach (int token in tokens)
        {
            _tokens.Add(token);
            _positions.Add(position++);
        }
    }

    private void Score(int[] response, int firstRow, int ownRow)
    {
        for (int i = 0; i < response.Length; i++)
        {
            _rows.Add(i == 0 ? firstRow : ownRow + i - 1);
            _targets.Add(response[i]);
        }
    }
}
