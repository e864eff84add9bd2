using Hindsight.Grading;
using Hindsight.Policies;
using Hindsight.Training;
using Hindsight.Trajectories;

namespace Hindsight.Storage.Tests;

/// <summary>Small records of fixed content.</summary>
internal static class Records
{
    public static RunRecord Run(string id) => new()
    {
        Id = id,
        StartedAt = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero),
        Seed = ulong.MaxValue,
        Configuration = "{}",
        PromptsHash = "00",
    };

    public static Trajectory Trajectory(int step, int index, int verdicts = 1, int tokens = 4) => new()
    {
        Step = step,
        TaskId = "order-1",
        Index = index,
        Role = TrajectoryRole.Sampled,
        Sample = new()
        {
            PromptTokens = [1, 2, 3],
            ResponseTokens = [.. Enumerable.Range(100, tokens)],
            LogProbs = [.. Enumerable.Repeat(-0.25f, tokens)],
            RawLogProbs = [.. Enumerable.Repeat(-0.5f, tokens)],
            Text = $"answer {index} of step {step}",
            FinishReason = FinishReason.EndOfSequence,
            Seed = (ulong)index,
            PolicyVersion = $"v{step}",
        },
        Grade = new()
        {
            Verdicts = [.. Enumerable.Range(0, verdicts).Select(i => new Verdict { CriterionId = $"c{i}", Kind = VerdictKind.Met, Reason = "found 3; expected 3", Source = "check:count" })],
            Score = 0.5,
            Rubric = "desk",
            RubricVersion = "0123456789abcdef",
        },
    };

    public static StepReport Report(int step) => new()
    {
        Step = step,
        Tasks = 8,
        TasksTooLong = 0,
        Drafts = 64,
        MeanScore = 0.5,
        PassRate = 0,
        CriterionRates = new Dictionary<string, double> { ["polite"] = 0.25 },
        MeanReward = 0.5,
        RewardSpread = 0.1,
        Ungraded = new Dictionary<string, int>(),
        GroupsTrained = 8,
        GroupsWithoutSpread = 0,
        GroupsSkipped = 0,
        Revisions = 8,
        RevisionsBetter = 4,
        RevisionsWorse = 2,
        RevisionsRepeated = 1,
        RevisionsKept = 4,
        HindsightTooLong = 0,
        RevisionGain = 0.1,
        TruncationRate = 0,
        MeanResponseTokens = 40,
        Surprisal = 1.5,
        SampledTokens = 2880,
        Learning = null,
        JudgeCalls = 0, JudgeInputTokens = 0, JudgeOutputTokens = 0, JudgeCost = 0, Steering = 0, GoldScores = 0, GoldGap = double.NaN,
        Warnings = [],
        Times = new(1, 0, 0.5, 0, 1, 0, 0.1, 2.6, 1920, 500),
    };
}
