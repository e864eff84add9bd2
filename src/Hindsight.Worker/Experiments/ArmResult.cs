namespace Hindsight.Worker.Experiments;

/// <summary>What one arm gave under one seed.</summary>
internal sealed record ArmResult
{
    /// <summary>The arm.</summary>
    public required string Arm { get; init; }

    /// <summary>The seed of tasks, order, slots and samples.</summary>
    public required ulong Seed { get; init; }

    /// <summary>A hash of everything that decides the result: settings, policy, prompts, rubric, tasks. A result with another one is not reused.</summary>
    public required string Key { get; init; }

    /// <summary>Held-out measurements by step; the first before training, the last after it.</summary>
    public required IReadOnlyList<CurvePoint> Curve { get; init; }

    /// <summary>Drafts that were revised.</summary>
    public required int Revisions { get; init; }

    /// <summary>Revisions that took a slot.</summary>
    public required int RevisionsKept { get; init; }

    /// <summary>The share of graded revisions that score above their draft; NaN without any.</summary>
    public required double RevisionsBetter { get; init; }

    /// <summary>Wall-clock seconds.</summary>
    public required double Seconds { get; init; }

    /// <summary>The measurement after the last step.</summary>
    public CurvePoint Final => Curve[^1];
}
