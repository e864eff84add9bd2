namespace Hindsight.Training;

/// <summary>Where a step's time went, in seconds, and the memory it took.</summary>
/// <param name="Sample">Sampling drafts.</param>
/// <param name="Grade">Grading drafts.</param>
/// <param name="Revise">Writing hindsight prompts and sampling revisions.</param>
/// <param name="Regrade">Grading revisions.</param>
/// <param name="Learn">The learner's update.</param>
/// <param name="Evaluate">Held-out evaluation.</param>
/// <param name="Save">The checkpoint.</param>
/// <param name="Total">The whole step.</param>
/// <param name="TokensPerSecond">Sampled response tokens over the time of sampling and revising.</param>
/// <param name="ResidentMegabytes">Resident memory at the end of the step, MB.</param>
public sealed record StepTimes(
    double Sample, double Grade, double Revise, double Regrade, double Learn, double Evaluate, double Save, double Total, double TokensPerSecond, double ResidentMegabytes);
