using System.ComponentModel.DataAnnotations;

namespace Hindsight.Curation;

/// <summary>The curation of hindsight (specification, sections 3.3 to 3.6).</summary>
public sealed record HindsightOptions
{
    /// <summary>Whether drafts are revised at all; without it training is RLVR (GRPO on the rubric's scores).</summary>
    /// <value>true</value>
    public bool Enabled { get; set; } = true;

    /// <summary>τ: a group whose best score reaches it is not revised.</summary>
    /// <value>1</value>
    [Range(0.0, 1.0)]
    public double SuccessThreshold { get; set; } = 1;

    /// <summary>L: the largest number of drafts of a group that are revised.</summary>
    /// <value>16</value>
    [Range(1, 1024)]
    public int Candidates { get; set; } = 16;

    /// <summary>R: the largest number of revisions of a group that are kept.</summary>
    /// <value>1</value>
    [Range(1, 1024)]
    public int RevisionsKept { get; set; } = 1;

    /// <summary>The temperature at which revisions are drawn.</summary>
    /// <value>0.3</value>
    [Range(0.0, 100.0)]
    public double RevisionTemperature { get; set; } = 0.3;

    /// <summary>α: the bonus's weight.</summary>
    /// <value>0.05</value>
    [Range(0.0, 1.0)]
    public double Alpha { get; set; } = 0.05;

    /// <summary>The bonus's kind.</summary>
    /// <value><see cref="BonusKind.Signed"/></value>
    public BonusKind Bonus { get; set; }

    /// <summary>Which draft's place a kept revision takes.</summary>
    /// <value><see cref="SlotKind.Random"/></value>
    public SlotKind Slot { get; set; }

    /// <summary>Demands of a kept revision a score strictly above the group's best draft, not just as high.</summary>
    /// <value>false</value>
    public bool MustImprove { get; set; }

    /// <summary>Where fewer revisions qualify than are kept, puts copies of the group's best draft in their slots, as the reference code does.</summary>
    /// <value>false</value>
    public bool FillWithBest { get; set; }
}
