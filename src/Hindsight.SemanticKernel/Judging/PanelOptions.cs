namespace Hindsight.SemanticKernel.Judging;

/// <summary>A panel: judges who decide together, configured as <c>Hindsight:Panels:NAME</c>. A criterion names it like a judge.</summary>
public sealed class PanelOptions
{
    /// <summary>The section below which each panel has its own, by name.</summary>
    public const string Section = "Hindsight:Panels";

    /// <summary>Its judges: at least two names from <c>Hindsight:Judges</c>.</summary>
    /// <value>none; they must be given</value>
    public IReadOnlyList<string> Judges { get; init; } = [];

    /// <summary>When they agree.</summary>
    /// <value><see cref="PanelRule.Majority"/></value>
    public PanelRule Rule { get; set; }

    /// <summary>The judge that decides the criteria on which they do not agree: a name from <c>Hindsight:Judges</c> that is none of them.</summary>
    /// <value>empty: none; such a criterion is unknown</value>
    public string Escalation { get; set; } = "";
}
