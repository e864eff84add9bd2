using System.Globalization;
using Hindsight.Training;

namespace Hindsight.Storage.Rows;

/// <summary>A row of <c>runs</c>.</summary>
internal sealed class RunRow
{
    public required string RunId { get; init; }

    /// <summary>ISO 8601 with seven decimals and the offset: exact, and the same text in every database.</summary>
    public required string StartedAt { get; init; }

    /// <summary>The seed's 64 bits as a signed number.</summary>
    public required long Seed { get; init; }

    public required string Configuration { get; init; }

    public required string PromptsHash { get; init; }

    public required string Status { get; init; }

    public required int CheckpointedStep { get; init; }

    public required string? Failure { get; init; }

    public static RunRow From(RunRecord run) => new()
    {
        RunId = run.Id,
        StartedAt = run.StartedAt.ToString("O", CultureInfo.InvariantCulture),
        Seed = unchecked((long)run.Seed),
        Configuration = run.Configuration,
        PromptsHash = run.PromptsHash,
        Status = run.Status.ToString(),
        CheckpointedStep = run.CheckpointedStep,
        Failure = run.Failure,
    };

    public RunRecord ToRun() => new()
    {
        Id = RunId,
        StartedAt = DateTimeOffset.ParseExact(StartedAt, "O", CultureInfo.InvariantCulture),
        Seed = unchecked((ulong)Seed),
        Configuration = Configuration,
        PromptsHash = PromptsHash,
        Status = Enum.Parse<RunStatus>(Status),
        CheckpointedStep = CheckpointedStep,
        Failure = Failure,
    };
}
