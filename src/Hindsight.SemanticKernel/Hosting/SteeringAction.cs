namespace Hindsight.SemanticKernel.Hosting;

/// <summary>What follows when an answer speaks to its grader.</summary>
public enum SteeringAction
{
    /// <summary>Nobody is asked.</summary>
    Off,

    /// <summary>It is recorded with the grade and counted; the score stays.</summary>
    Flag,

    /// <summary>Its score is 0. Where the judge cannot say whether it does, it has no score.</summary>
    Zero,
}
