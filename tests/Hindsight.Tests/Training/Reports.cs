using Hindsight.Learning;
using Hindsight.Training;

namespace Hindsight.Tests.Training;

internal static class Reports
{
    public static LearningReport Learning { get; } = new()
    {
        Loss = 0.1, PolicyLoss = 0.1, Kl = 0, Entropy = 1, ClipFraction = 0, DualClipFraction = 0, MeanRatio = 1, MeanRevisedRatio = 1, RevisedLogProb = -1,
        LargestLogProbDrift = 1e-6, MeanLogProbDrift = 1e-7, GradientNorm = 1, LearningRate = 1e-6, OptimizerSteps = 1, ResponseTokens = 100, ComputedTokens = 200, PolicyVersion = "v1",
    };

    public static StepReport Healthy { get; } = new()
    {
        Step = 1, Tasks = 8, TasksTooLong = 0, Drafts = 64, MeanScore = 0.5, PassRate = 0.1, CriterionRates = new Dictionary<string, double>(), MeanReward = 0.5, RewardSpread = 0.2,
        Ungraded = new Dictionary<string, int>(), GroupsTrained = 8, GroupsWithoutSpread = 0, GroupsSkipped = 0, Revisions = 8, RevisionsBetter = 4, RevisionsWorse = 1,
        RevisionsRepeated = 0, RevisionsKept = 4, HindsightTooLong = 0, RevisionGain = 0.1, TruncationRate = 0, MeanResponseTokens = 40, Surprisal = 0.5, SampledTokens = 3000,
        Learning = Learning, JudgeCalls = 0, JudgeInputTokens = 0, JudgeOutputTokens = 0, JudgeCost = 0, Steering = 0, GoldScores = 0, GoldGap = double.NaN, Warnings = [], Times = new StepTimes(1, 1, 1, 1, 1, 0, 1, 6, 1500, 300),
    };

    public static EvaluationReport HeldOut(double score) => new()
    {
        Tasks = 40, TasksTooLong = 0, Graded = 40, Ungraded = new Dictionary<string, int>(), Score = score, ScoreError = 0.02, PassRate = 0,
        CriterionRates = new Dictionary<string, double> { ["greets"] = 0.25 }, MeanResponseTokens = 40, TruncationRate = 0,
    };
}
