namespace Hindsight.SemanticKernel.Judging;

/// <summary>When the judges of a panel agree. One that failed or says that it cannot tell agrees with nobody.</summary>
public enum PanelRule
{
    /// <summary>More than half of all its judges say the same.</summary>
    Majority,

    /// <summary>More than half of all its judges decided; the middle one of what they say holds, and of an even number the two middle ones, which must be the same.</summary>
    Median,

    /// <summary>All its judges say the same.</summary>
    Unanimous,
}
