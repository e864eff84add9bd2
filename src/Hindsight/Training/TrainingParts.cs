using Hindsight.Curation;
using Hindsight.Grading;
using Hindsight.Learning;
using Hindsight.Policies;
using Hindsight.Rubrics;

namespace Hindsight.Training;

/// <summary>What a training run works with.</summary>
public sealed record TrainingParts
{
    /// <summary>Answers.</summary>
    public required IPolicy Policy { get; init; }

    /// <summary>Learns; updates the same weights that <see cref="Policy"/> samples from.</summary>
    public required ILearner Learner { get; init; }

    /// <summary>Grades.</summary>
    public required IGrader Grader { get; init; }

    /// <summary>Writes hindsight prompts.</summary>
    public required IHindsightPromptWriter Prompts { get; init; }

    /// <summary>The rubrics.</summary>
    public required IRubricSource Rubrics { get; init; }

    /// <summary>The run's memory.</summary>
    public required IRunStore Store { get; init; }

    /// <summary>What the judges may spend; <see langword="null"/>: nobody counts.</summary>
    public JudgeBudget? Budget { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Watches; <see langword="null"/>: nobody.</summary>
    public ITrainingObserver? Observer { get; init; }
}
