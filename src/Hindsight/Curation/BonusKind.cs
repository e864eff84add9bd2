namespace Hindsight.Curation;

/// <summary>How a draft's reward is moved by its revision's score (specification, section 3.5).</summary>
public enum BonusKind
{
    /// <summary>r += α · (score(y') − score(y)): as published.</summary>
    Signed,

    /// <summary>r += α · max(0, score(y') − score(y)).</summary>
    Positive,

    /// <summary>No bonus.</summary>
    None,
}
