using Hindsight.Grading;

namespace Hindsight.SemanticKernel.Judging;

/// <summary>What becomes of one judge call: what its requests cost (each round of tool calls is one, each repetition another), and why it failed.</summary>
internal sealed class CallMeter
{
    private static readonly AsyncLocal<CallMeter?> Flow = new();

    /// <summary>The meter of the call on whose behalf a request is sent.</summary>
    public static CallMeter? Current
    {
        get => Flow.Value;
        set => Flow.Value = value;
    }

    public GradeUsage Usage { get; private set; } = GradeUsage.None;

    /// <summary>Whether requests were metered one by one: what replies report is counted already then.</summary>
    public bool SeesRequests { get; private set; }

    /// <summary>What the connector threw last; <see langword="null"/>: nothing.</summary>
    public Exception? Failure { get; set; }

    /// <summary>Counts what was not reserved.</summary>
    public void Count(string judge, JudgeBudget budget, GradeUsage usage)
    {
        Usage = Usage.Add(usage);
        budget.Add(judge, usage);
    }

    /// <summary>Counts a request whose reservation is settled elsewhere.</summary>
    public void AddRequest(GradeUsage usage)
    {
        SeesRequests = true;
        Usage = Usage.Add(usage);
    }
}
