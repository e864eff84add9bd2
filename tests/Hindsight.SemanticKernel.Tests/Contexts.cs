using Hindsight.Curation;
using Hindsight.Grading;
using Hindsight.Policies;
using Hindsight.Rubrics;
using Hindsight.Tasks;
using Hindsight.Trajectories;

namespace Hindsight.SemanticKernel.Tests;

/// <summary>Small records of the domain for tests.</summary>
internal static class Contexts
{
    public static Sample Sample(string text) => new()
    {
        PromptTokens = [1], ResponseTokens = [2], LogProbs = [0], RawLogProbs = [0], Text = text, FinishReason = FinishReason.EndOfSequence, Seed = 7, PolicyVersion = "v1",
    };

    public static TrainingTask Task(params ChatMessage[] messages) => new() { Id = "task-1", Messages = messages.Length > 0 ? messages : [ChatMessage.User("Where is order 4711?")] };

    public static Trajectory Draft(string text) => new()
    {
        Step = 1, TaskId = "task-1", Index = 0, Role = TrajectoryRole.Sampled, Sample = Sample(text),
        Grade = new Grade { Verdicts = [], Score = 0, Rubric = "r", RubricVersion = "0" },
    };

    public static Criterion Judged(string id, string text, double weight = 1) => new() { Id = id, Text = text, Weight = weight, Kind = CriterionKind.Judge };

    public static HindsightContext Hindsight(string draft, Criterion[] satisfied, Criterion[] unsatisfied, params ChatMessage[] messages) =>
        new(Task(messages), Draft(draft), satisfied, unsatisfied);
}
