using Hindsight.Grading;

namespace Hindsight.SemanticKernel.Judging;

/// <summary>Adds up what the requests of one judge call cost: each round of tool calls is one, each repetition another.</summary>
internal sealed class CallMeter
{
    private static readonly AsyncLocal<CallMeter?> Flow = new();

    /// <summary>The meter of the call on whose behalf a request is sent, where its requests are metered one by one.</summary>
    public static CallMeter? Current
    {
        get => Flow.Value;
        set => Flow.Value = value;
    }

    public GradeUsage Usage { get; private set; } = GradeUsage.None;

    /// <summary>Whether requests were metered one by one: what replies report is counted already then.</summary>
    public bool SeesRequests { get; private set; }

    public void Add(GradeUsage usage) => Usage = Usage.Add(usage);

    public void AddRequest(GradeUsage usage)
    {
        SeesRequests = true;
        Add(usage);
    }
}
