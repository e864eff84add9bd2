namespace Hindsight.Training;

/// <summary>A training run as the store knows it.</summary>
public sealed record RunRecord
{
    /// <summary>The run's id: letters, digits and hyphens; also its folder's name.</summary>
    public required string Id { get; init; }

    /// <summary>When it was begun.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>The seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Its whole configuration as JSON, secrets left out.</summary>
    public required string Configuration { get; init; }

    /// <summary>SHA-256 of all prompt files that the agents use, lower-case hexadecimal.</summary>
    public required string PromptsHash { get; init; }

    /// <summary>How it stands.</summary>
    public RunStatus Status { get; init; }

    /// <summary>The last step that is part of a checkpoint.</summary>
    public int CheckpointedStep { get; init; }

    /// <summary>Why it failed, or <see langword="null"/>.</summary>
    public string? Failure { get; init; }
}
