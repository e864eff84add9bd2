namespace Hindsight.Policies;

/// <summary>A sampled response with the tokens it consists of. What is trained on is exactly these tokens: nothing is re-tokenised.</summary>
public sealed record Sample
{
    /// <summary>The prompt's token ids. Samples of one prompt share the array.</summary>
    public required int[] PromptTokens { get; init; }

    /// <summary>The response's token ids, the end-of-sequence token included where there is one.</summary>
    public required int[] ResponseTokens { get; init; }

    /// <summary>The natural log-prob of each response token under the distribution it was drawn from (temperature, penalties and filters applied). Greedy decoding: 0.</summary>
    public required float[] LogProbs { get; init; }

    /// <summary>The natural log-prob of each response token under the model's own distribution (temperature 1, no filter).</summary>
    public required float[] RawLogProbs { get; init; }

    /// <summary>The response as text, without special tokens and without the stop string.</summary>
    public required string Text { get; init; }

    /// <summary>Why it ended.</summary>
    public required FinishReason FinishReason { get; init; }

    /// <summary>The request's seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The <see cref="IPolicy.Version"/> that sampled it.</summary>
    public required string PolicyVersion { get; init; }
}
