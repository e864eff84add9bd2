namespace Hindsight.Worker.Experiments;

/// <summary>How the arms are compared.</summary>
internal sealed record ComparisonOptions
{
    /// <summary>The seeds of the report; the tuning has not seen them.</summary>
    /// <value>101 to 106</value>
    public IReadOnlyList<ulong> Seeds { get; init; } = [101, 102, 103, 104, 105, 106];

    /// <summary>The seeds on which the settings are chosen.</summary>
    /// <value>1, 2</value>
    public IReadOnlyList<ulong> TuningSeeds { get; init; } = [1, 2];

    /// <summary>The learning rates that are tried on the tuning seeds. RLVR's best one is frozen for all arms.</summary>
    /// <value>7.5e-5, 1.5e-4, 3e-4, 6e-4</value>
    public IReadOnlyList<double> LearningRates { get; init; } = [7.5e-5, 1.5e-4, 3e-4, 6e-4];

    /// <summary>Training steps of every run.</summary>
    /// <value>80</value>
    public int Steps { get; init; } = 80;

    /// <summary>Held-out tasks are measured every so many steps.</summary>
    /// <value>10</value>
    public int EvaluateEvery { get; init; } = 10;

    /// <summary>Training tasks of a run.</summary>
    /// <value>640: no task occurs twice in 80 steps</value>
    public int TrainTasks { get; init; } = 640;

    /// <summary>Held-out tasks of a run.</summary>
    /// <value>256</value>
    public int HeldOutTasks { get; init; } = 256;

    /// <summary>Runs at once, each on one processor thread.</summary>
    /// <value>2</value>
    public int Parallel { get; init; } = 2;

    /// <summary>A line for each fault; empty: none.</summary>
    public IReadOnlyList<string> Faults()
    {
        List<string> faults = [];
        if (Seeds.Count is < 2 or > 31) faults.Add($"There are {Seeds.Count} seeds; expected 2 to 31: differences need pairs.");
        if (Seeds.Distinct().Count() != Seeds.Count) faults.Add("A seed of the report occurs twice.");
        if (Seeds.Intersect(TuningSeeds).ToList() is { Count: > 0 } seen) faults.Add($"The seeds {string.Join(", ", seen)} are in the report and in the tuning; the report's must be fresh.");
        if (TuningSeeds.Count == 0) faults.Add("There is no tuning seed.");
        if (LearningRates.Count == 0 || LearningRates.Any(rate => rate <= 0)) faults.Add("Learning rates must be positive, and there must be one.");
        if (Steps < 1) faults.Add($"Steps is {Steps}; expected at least 1.");
        if (Parallel < 1) faults.Add($"Parallel is {Parallel}; expected at least 1.");
        return faults;
    }
}
