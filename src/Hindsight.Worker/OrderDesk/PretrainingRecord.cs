namespace Hindsight.Worker.OrderDesk;

/// <summary>How a pretrained policy was made and what it can do; <c>pretraining.json</c> beside it.</summary>
internal sealed record PretrainingRecord
{
    /// <summary>The command that makes it again.</summary>
    public required string Command { get; init; }

    /// <summary>Everything that decided it, the seed among them.</summary>
    public required PretrainingOptions Options { get; init; }

    /// <summary>SHA-256 of the prompts with which revisions were asked for.</summary>
    public required string PromptsHash { get; init; }

    /// <summary>The version of the rubric.</summary>
    public required string RubricVersion { get; init; }

    /// <summary>The model's parameters.</summary>
    public required long Parameters { get; init; }

    /// <summary>The stages of training.</summary>
    public required IReadOnlyList<PretrainingStage> Stages { get; init; }

    /// <summary>What its replies to held-out tasks are worth, at temperature 1.</summary>
    public required PolicyMeasurement Replies { get; init; }

    /// <summary>What its revisions of those replies are worth, at temperature 0.3.</summary>
    public required PolicyMeasurement Revisions { get; init; }
}
