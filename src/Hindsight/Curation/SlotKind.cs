namespace Hindsight.Curation;

/// <summary>Which draft's place a kept revision takes (specification, section 3.6).</summary>
public enum SlotKind
{
    /// <summary>A seeded random graded draft: as published.</summary>
    Random,

    /// <summary>The lowest score before the bonus, then the lowest index.</summary>
    Worst,
}
