namespace Hindsight.Grading;

/// <summary>What a grader says of one criterion.</summary>
public enum VerdictKind
{
    /// <summary>The criterion applies to the answer; for a pitfall: the answer runs into it.</summary>
    Met,

    /// <summary>It does not.</summary>
    Unmet,

    /// <summary>The grader could not tell, or failed. Never a number.</summary>
    Unknown,

    /// <summary>The criterion's condition does not hold: it counts neither for nor against the answer.</summary>
    NotApplicable,
}
