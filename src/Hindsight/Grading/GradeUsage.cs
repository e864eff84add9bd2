namespace Hindsight.Grading;

/// <summary>What judging an answer cost.</summary>
/// <param name="Calls">Judge calls, repeated ones included.</param>
/// <param name="InputTokens">Prompt tokens, as the endpoints reported them.</param>
/// <param name="OutputTokens">Completion tokens, as the endpoints reported them.</param>
/// <param name="Cost">What they cost at the judges' configured prices, in the prices' currency; 0 where none are configured.</param>
public sealed record GradeUsage(int Calls, long InputTokens, long OutputTokens, double Cost = 0)
{
    /// <summary>No judge was called.</summary>
    public static GradeUsage None { get; } = new(0, 0, 0);

    /// <summary>All of them together.</summary>
    public static GradeUsage Sum(IEnumerable<GradeUsage> usages) => usages.Aggregate(None, (sum, one) => sum.Add(one));

    /// <summary>The sum.</summary>
    public GradeUsage Add(GradeUsage other) => new(Calls + other.Calls, InputTokens + other.InputTokens, OutputTokens + other.OutputTokens, Cost + other.Cost);
}
