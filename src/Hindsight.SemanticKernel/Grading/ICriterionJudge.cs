using Hindsight.Grading;

namespace Hindsight.SemanticKernel.Grading;

/// <summary>Whoever decides judged criteria: a model behind an endpoint, the policy itself, a panel of them, or one of these with something before it (a cache, a fallback).</summary>
internal interface ICriterionJudge
{
    /// <summary>The name by which criteria ask for it.</summary>
    string Name { get; }

    /// <summary>Who its verdicts are from: <c>judge:NAME</c>, or a panel (<see cref="PanelSource"/>).</summary>
    string Source { get; }

    /// <summary>Decides criteria of an answer. A failure is unknown verdicts with their cause, never an exception.</summary>
    /// <exception cref="Rubrics.RubricException">The rubric's template cannot be used, or lacks a variable.</exception>
    /// <exception cref="Training.RunStoreException">Verdicts are kept in a store, and it failed.</exception>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
    Task<JudgedCriteria> JudgeAsync(JudgingRequest request, CancellationToken cancellationToken);
}
