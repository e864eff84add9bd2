namespace Hindsight.Grading;

/// <summary>
/// What a run may spend on its judges. A call that might exceed it waits while others are under way; where what is spent leaves no room for it, it is not made: its answer is
/// ungraded, and the run stops at the end of the step.
/// </summary>
public sealed record BudgetOptions
{
    /// <summary>The section.</summary>
    public const string Section = "Hindsight:Budget";

    /// <summary>The largest number of tokens, prompts and completions of all judges together; 0: no limit.</summary>
    /// <value>0</value>
    public long MaxTokens { get; set; }

    /// <summary>The largest cost at the judges' prices, in the prices' currency; 0: no limit.</summary>
    /// <value>0</value>
    public double MaxCost { get; set; }
}
