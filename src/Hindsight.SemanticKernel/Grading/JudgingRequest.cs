using Hindsight.Policies;
using Hindsight.Rubrics;
using Hindsight.Tasks;

namespace Hindsight.SemanticKernel.Grading;

/// <summary>An answer and the criteria of its rubric that one judge is to decide.</summary>
/// <param name="Rubric">The rubric, the task's variables filled in.</param>
/// <param name="Criteria">Those to decide, at least one, in the order in which the judge is to see them.</param>
/// <param name="Task">The task.</param>
/// <param name="Sample">The answer.</param>
internal sealed record JudgingRequest(Rubric Rubric, IReadOnlyList<Criterion> Criteria, TrainingTask Task, Sample Sample)
{
    /// <summary>Sets the question apart from others about the same answer: a verdict that was kept for one variant is none for another.</summary>
    /// <value>empty: the order of the criteria and what else is in the call do not matter</value>
    public string Variant { get; init; } = "";

    /// <summary>Every text that comes from outside: what a judge's reply may quote.</summary>
    public IEnumerable<string> Texts => [Sample.Text, .. Task.Messages.Select(m => m.Content), .. Task.Variables.Values];
}
