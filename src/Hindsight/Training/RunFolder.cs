namespace Hindsight.Training;

/// <summary>Where a run's files lie.</summary>
/// <param name="path">The run's own folder, <c>runs/ID</c>; made when it does not exist.</param>
public sealed class RunFolder(string path)
{
    /// <summary>The folder.</summary>
    public string Path { get; } = Directory.CreateDirectory(path).FullName;

    /// <summary>A JSON line a step.</summary>
    public string Metrics => System.IO.Path.Combine(Path, "metrics.jsonl");

    /// <summary>The checkpoints.</summary>
    public string Checkpoints => System.IO.Path.Combine(Path, "checkpoints");

    /// <summary>The batch whose loss or gradient was not finite.</summary>
    public string FailedBatch(int step) => System.IO.Path.Combine(Path, $"failed-batch-{step:D6}.json");
}
