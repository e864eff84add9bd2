namespace Hindsight.SemanticKernel.Hosting;

/// <summary>What the agents read of the section <c>Hindsight</c>, the judges apart.</summary>
public sealed class GradingOptions
{
    /// <summary>The section.</summary>
    public const string Section = "Hindsight";

    /// <summary>The judge of criteria that name none: a name from <c>Hindsight:Judges</c> or <c>Hindsight:Panels</c>.</summary>
    /// <value>empty: the only judge where one is configured</value>
    public string Judge { get; set; } = "";

    /// <summary>Whether that judge, of a panel the first one, also advises on each failed draft before it is revised.</summary>
    /// <value>true</value>
    public bool Advice { get; set; } = true;

    /// <summary>The folder of the prompts.</summary>
    /// <value>empty: <c>prompts</c> in the working folder where it holds any of the agents' prompts, else beside the executable</value>
    public string PromptsFolder { get; set; } = "";

    /// <summary>The steering probe.</summary>
    public SteeringOptions Steering { get; set; } = new();

    /// <summary>The held-out judge.</summary>
    public GoldOptions Gold { get; set; } = new();
}
