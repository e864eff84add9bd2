using Hindsight.Rubrics;
using Hindsight.Tasks;
using Hindsight.Trajectories;

namespace Hindsight.Curation;

/// <summary>What a hindsight prompt h(x, y, sat, unsat) is made of.</summary>
/// <param name="Task">The task: its messages are the instruction.</param>
/// <param name="Draft">The failed draft.</param>
/// <param name="Satisfied">The criteria that the draft satisfies, their texts with the task's variables filled in, in the rubric's order.</param>
/// <param name="Unsatisfied">The criteria that it does not.</param>
public sealed record HindsightContext(TrainingTask Task, Trajectory Draft, IReadOnlyList<Criterion> Satisfied, IReadOnlyList<Criterion> Unsatisfied);
