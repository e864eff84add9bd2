namespace Hindsight.Worker.Runs;

/// <summary>What one sampled batch of a run's own tasks measured.</summary>
internal sealed record ProbeResult
{
    /// <summary>The mean number of prompt tokens.</summary>
    public required double PromptTokens { get; init; }

    /// <summary>The mean number of response tokens.</summary>
    public required double ResponseTokens { get; init; }

    /// <summary>Drafts of a group that would be revised; the most that can be where judges would have to be asked.</summary>
    public required double RevisionsPerGroup { get; init; }

    /// <summary>Judges that are asked about an answer.</summary>
    public required double JudgesPerAnswer { get; init; }

    /// <summary>Response tokens sampled a second.</summary>
    public required double SampledTokensPerSecond { get; init; }

    /// <summary>Tokens, prompts included, learnt a second.</summary>
    public required double LearnedTokensPerSecond { get; init; }

    /// <summary>Resident memory at its highest, sampling and learning included, bytes.</summary>
    public required long PeakBytes { get; init; }
}
