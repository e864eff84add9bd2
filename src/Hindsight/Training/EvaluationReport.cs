using Hindsight.Grading;

namespace Hindsight.Training;

/// <summary>What a policy's answers to a set of tasks are worth.</summary>
public sealed record EvaluationReport
{
    /// <summary>Tasks answered; those whose prompt is too long are not among them.</summary>
    public required int Tasks { get; init; }

    /// <summary>Tasks whose prompt leaves no room in the context.</summary>
    public required int TasksTooLong { get; init; }

    /// <summary>Answers graded.</summary>
    public required int Graded { get; init; }

    /// <summary>Answers without a score, by cause.</summary>
    public required IReadOnlyDictionary<string, int> Ungraded { get; init; }

    /// <summary>The mean score over graded answers; NaN without any.</summary>
    public required double Score { get; init; }

    /// <summary>The standard error of <see cref="Score"/>, over tasks.</summary>
    public required double ScoreError { get; init; }

    /// <summary>The share of graded answers whose score reaches the success threshold.</summary>
    public required double PassRate { get; init; }

    /// <summary>The share of graded answers that satisfy each criterion, in the order in which the rubrics name them.</summary>
    public required IReadOnlyDictionary<string, double> CriterionRates { get; init; }

    /// <summary>Those of them that are pitfalls (of negative weight): answers satisfy them by avoiding them.</summary>
    /// <value>none</value>
    public IReadOnlyList<string> Pitfalls { get; init; } = [];

    /// <summary>The mean number of response tokens.</summary>
    public required double MeanResponseTokens { get; init; }

    /// <summary>The share of answers cut off by the length limit.</summary>
    public required double TruncationRate { get; init; }

    /// <summary>What the steering probe found.</summary>
    /// <value><see langword="null"/>: nobody was asked</value>
    public SteeringCount? Steering { get; init; }

    /// <summary>What a held-out judge makes of some of the answers.</summary>
    /// <value><see langword="null"/>: it was not asked</value>
    public GoldComparison? Gold { get; init; }

    /// <summary>How far the judges of each panel agreed, by its name.</summary>
    /// <value>none</value>
    public IReadOnlyDictionary<string, PanelAgreement> Panels { get; init; } = new Dictionary<string, PanelAgreement>();

    /// <summary>What judging the answers cost, probes included.</summary>
    /// <value>none</value>
    public IReadOnlyList<RubricUsage> JudgeUsage { get; init; } = [];
}
