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
    /// <value>1e-4, 1.5e-4, 2.5e-4</value>
    public IReadOnlyList<double> LearningRates { get; init; } = [1e-4, 1.5e-4, 2.5e-4];

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
}
