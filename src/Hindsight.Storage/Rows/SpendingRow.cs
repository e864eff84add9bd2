using Hindsight.Grading;

namespace Hindsight.Storage.Rows;

/// <summary>A row of <c>spending</c>: what a judge cost a run in all, calls under way with the most that they can cost.</summary>
internal sealed class SpendingRow
{
    public required string RunId { get; init; }

    public required string Judge { get; init; }

    public required int Calls { get; init; }

    public required long InputTokens { get; init; }

    public required long OutputTokens { get; init; }

    public required double Cost { get; init; }

    public static SpendingRow From(string runId, string judge, GradeUsage usage) => new()
    {
        RunId = runId, Judge = judge, Calls = usage.Calls, InputTokens = usage.InputTokens, OutputTokens = usage.OutputTokens, Cost = usage.Cost,
    };

    public GradeUsage ToUsage() => new(Calls, InputTokens, OutputTokens, Cost);
}
