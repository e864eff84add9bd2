namespace Hindsight.Rubrics;

/// <summary>What a criterion's condition asks.</summary>
public enum ConditionKind
{
    /// <summary>That another criterion is met.</summary>
    Met,

    /// <summary>That another criterion is unmet.</summary>
    Unmet,

    /// <summary>That the task sets a variable; decided before any answer is seen.</summary>
    Variable,
}
