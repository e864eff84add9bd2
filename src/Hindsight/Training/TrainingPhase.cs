namespace Hindsight.Training;

/// <summary>What a run is doing.</summary>
public enum TrainingPhase
{
    /// <summary>Sampling drafts.</summary>
    Sampling,

    /// <summary>Grading drafts.</summary>
    Grading,

    /// <summary>Writing hindsight prompts and sampling revisions.</summary>
    Revising,

    /// <summary>Grading revisions.</summary>
    Regrading,

    /// <summary>Updating the policy.</summary>
    Learning,

    /// <summary>Measuring held-out tasks.</summary>
    Evaluating,

    /// <summary>Writing rows and a checkpoint.</summary>
    Saving,
}
