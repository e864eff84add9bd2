using Hindsight.Grading;
using Hindsight.Policies;
using Hindsight.Rubrics;
using Hindsight.Tasks;
using Hindsight.Trajectories;

namespace Hindsight.Tests.Curation;

/// <summary>Trajectories made of verdicts alone.</summary>
internal static class Groups
{
    public static readonly TrainingTask Task = new() { Id = "task", Messages = [ChatMessage.User("question")] };

    public static Rubric Rubric(params (double Weight, bool Veto)[] criteria) => new()
    {
        Name = "test",
        Version = "0123456789abcdef",
        Criteria = [.. criteria.Select((c, k) => new Criterion { Id = $"c{k}", Text = $"criterion {k}", Weight = c.Weight, Veto = c.Veto })],
    };

    /// <summary>Verdicts as letters: + met, - unmet, ? unknown.</summary>
    public static Grade Grade(Rubric rubric, string verdicts) => Hindsight.Grading.Grade.From(rubric, [.. rubric.Criteria.Zip(verdicts, Verdict)]);

    public static Verdict Verdict(Criterion criterion, char letter) => letter == '?'
        ? Hindsight.Grading.Verdict.Unknown(criterion, "test", UngradedCause.JudgeTimeout, "no answer")
        : Hindsight.Grading.Verdict.FromJudge(criterion, "test", letter == '+', "");

    public static Trajectory Draft(Rubric rubric, int index, string verdicts) => new()
    {
        Step = 3,
        TaskId = Task.Id,
        Index = index,
        Role = TrajectoryRole.Sampled,
        Sample = Sample($"draft {index}"),
        Grade = Grade(rubric, verdicts),
    };

    public static Trajectory Revision(Rubric rubric, Trajectory draft, int groupSize, string verdicts, string? text = null) => new()
    {
        Step = draft.Step,
        TaskId = draft.TaskId,
        Index = groupSize + draft.Index,
        Role = TrajectoryRole.Revised,
        ParentIndex = draft.Index,
        Sample = Sample(text ?? $"revision of {draft.Index}"),
        Grade = Grade(rubric, verdicts),
    };

    private static Sample Sample(string text) => new()
    {
        PromptTokens = [1],
        ResponseTokens = [2],
        LogProbs = [-1],
        RawLogProbs = [-1],
        Text = text,
        FinishReason = FinishReason.EndOfSequence,
        Seed = 1,
        PolicyVersion = "0",
    };
}
