using Hindsight.Rubrics;
using Hindsight.Tasks;

namespace Hindsight.Calibration;

/// <summary>An answer whose verdicts are known.</summary>
/// <param name="Task">What was answered.</param>
/// <param name="Rubric">The rubric that it is judged by, the task's variables filled in.</param>
/// <param name="Answer">The answer.</param>
/// <param name="Labels">What a person says of its criteria, at least one, in the rubric's order.</param>
public sealed record LabelledAnswer(TrainingTask Task, Rubric Rubric, string Answer, IReadOnlyList<Label> Labels);
