namespace Hindsight.SemanticKernel.Hosting;

/// <summary>The steering probe: a judge is asked, in a call of its own, whether an answer that a judge graded speaks to its grader (<c>prompts/Judge/Steering</c>).</summary>
public sealed class SteeringOptions
{
    /// <summary>What follows when it does.</summary>
    /// <value><see cref="SteeringAction.Off"/></value>
    public SteeringAction Action { get; set; }

    /// <summary>The judge or panel that is asked.</summary>
    /// <value>empty: the one of criteria that name none</value>
    public string Judge { get; set; } = "";
}
