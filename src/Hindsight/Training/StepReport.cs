using Hindsight.Grading;
using Hindsight.Learning;

namespace Hindsight.Training;

/// <summary>Every number of one training step. Serialised as a line of <c>metrics.jsonl</c> with snake_case names.</summary>
public sealed record StepReport
{
    /// <summary>The step, from 1.</summary>
    public required int Step { get; init; }

    /// <summary>Tasks in the step; those skipped because their prompt is too long are not among them.</summary>
    public required int Tasks { get; init; }

    /// <summary>Tasks skipped because their prompt leaves no room in the context.</summary>
    public required int TasksTooLong { get; init; }

    /// <summary>Drafts sampled.</summary>
    public required int Drafts { get; init; }

    /// <summary>The mean score over graded drafts; NaN without any.</summary>
    public required double MeanScore { get; init; }

    /// <summary>The share of graded drafts whose score reaches the success threshold.</summary>
    public required double PassRate { get; init; }

    /// <summary>The share of graded drafts that satisfy each criterion.</summary>
    public required IReadOnlyDictionary<string, double> CriterionRates { get; init; }

    /// <summary>The mean reward of trained members.</summary>
    public required double MeanReward { get; init; }

    /// <summary>The mean standard deviation of rewards within trained groups.</summary>
    public required double RewardSpread { get; init; }

    /// <summary>Ungraded drafts and revisions by cause.</summary>
    public required IReadOnlyDictionary<string, int> Ungraded { get; init; }

    /// <summary>Groups trained on.</summary>
    public required int GroupsTrained { get; init; }

    /// <summary>Groups without spread.</summary>
    public required int GroupsWithoutSpread { get; init; }

    /// <summary>Groups with fewer than two graded members.</summary>
    public required int GroupsSkipped { get; init; }

    /// <summary>Drafts that were revised.</summary>
    public required int Revisions { get; init; }

    /// <summary>Graded revisions that score above their draft.</summary>
    public required int RevisionsBetter { get; init; }

    /// <summary>Graded revisions that score below their draft.</summary>
    public required int RevisionsWorse { get; init; }

    /// <summary>Revisions that repeat their draft's text.</summary>
    public required int RevisionsRepeated { get; init; }

    /// <summary>Revisions that took a slot.</summary>
    public required int RevisionsKept { get; init; }

    /// <summary>Drafts not revised because their hindsight prompt leaves no room in the context.</summary>
    public required int HindsightTooLong { get; init; }

    /// <summary>The mean score of graded revisions minus that of their drafts; NaN without any.</summary>
    public required double RevisionGain { get; init; }

    /// <summary>The share of drafts cut off by the length limit.</summary>
    public required double TruncationRate { get; init; }

    /// <summary>The mean number of response tokens of drafts.</summary>
    public required double MeanResponseTokens { get; init; }

    /// <summary>The mean of −log p over draft tokens under the raw distribution, in nats: an unbiased estimate of the policy's entropy a token.</summary>
    public required double Surprisal { get; init; }

    /// <summary>Response tokens sampled in the step, revisions included.</summary>
    public required long SampledTokens { get; init; }

    /// <summary>What the learner did; <see langword="null"/> where there was nothing to learn from.</summary>
    public required LearningReport? Learning { get; init; }

    /// <summary>Judge calls of the step, for grades and advice.</summary>
    public required int JudgeCalls { get; init; }

    /// <summary>Answers that speak to their grader, of those of which it was asked.</summary>
    public required int Steering { get; init; }

    /// <summary>Answers that a held-out judge graded as well.</summary>
    public required int GoldScores { get; init; }

    /// <summary>The mean score minus that of the held-out judge over the answers that both graded; NaN without any.</summary>
    public required double GoldGap { get; init; }

    /// <summary>How far the judges of each panel agreed in the step's verdicts, revisions' included, by its name.</summary>
    /// <value>none</value>
    public IReadOnlyDictionary<string, PanelAgreement> Panels { get; init; } = new Dictionary<string, PanelAgreement>();

    /// <summary>Prompt tokens of these calls.</summary>
    public required long JudgeInputTokens { get; init; }

    /// <summary>Completion tokens of these calls.</summary>
    public required long JudgeOutputTokens { get; init; }

    /// <summary>What these calls cost at the judges' prices.</summary>
    public required double JudgeCost { get; init; }

    /// <summary>What the advice among them cost; that of grades stands with the trajectories.</summary>
    /// <value>none</value>
    public IReadOnlyList<RubricUsage> AdviceUsage { get; init; } = [];

    /// <summary>Health gates that spoke, as <c>name: message</c>.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>Edits of rubrics that the step began with, and why others were refused, in lines.</summary>
    public IReadOnlyList<string> RubricChanges { get; init; } = [];

    /// <summary>What held-out tasks gave after this step, where they were measured.</summary>
    public EvaluationReport? HeldOut { get; init; }

    /// <summary>Times and memory: everything that differs between two equal runs.</summary>
    public required StepTimes Times { get; init; }
}
