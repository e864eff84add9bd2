namespace Hindsight.Rubrics;

/// <summary>How many of an answer's criteria a judge is asked about in one call.</summary>
public enum JudgeCalls
{
    /// <summary>All that it decides.</summary>
    All,

    /// <summary>One: as many calls as criteria.</summary>
    Each,

    /// <summary>Those of a <see cref="Criterion.Group"/>; criteria without a group have a call together.</summary>
    Group,
}
