using Hindsight.Training;

namespace Hindsight.Storage.Rows;

/// <summary>A row of <c>steps</c>.</summary>
internal sealed class StepRow
{
    public required string RunId { get; init; }

    public required int Step { get; init; }

    /// <summary>The report as in <c>metrics.jsonl</c>.</summary>
    public required string Report { get; init; }

    public static StepRow From(string runId, StepReport report) => new() { RunId = runId, Step = report.Step, Report = MetricsJson.Serialize(report) };

    public StepReport ToReport() => MetricsJson.Deserialize(Report);
}
