using Hindsight.Grading;
using Hindsight.Statistics;

namespace Hindsight.Answers;

/// <summary>How two rubrics grade the same answers: which verdicts and scores change, and how the ranking of the answers does.</summary>
public sealed record RubricComparison
{
    /// <summary>Every answer, in the order given.</summary>
    public required IReadOnlyList<AnswerChange> Answers { get; init; }

    /// <summary>Answers graded by both: ranks, τ and reversals are over these.</summary>
    public required int GradedByBoth { get; init; }

    /// <summary>Kendall's τ-b between the two rankings; NaN where one of them has no order.</summary>
    public required double KendallTau { get; init; }

    /// <summary>Pairs of answers that change places.</summary>
    public required long Reversals { get; init; }

    /// <summary>Compares.</summary>
    /// <param name="before">The answers as the old rubric grades them.</param>
    /// <param name="after">The same answers in the same order as the new one does.</param>
    /// <exception cref="ArgumentException">They are not the same answers.</exception>
    public static RubricComparison Of(IReadOnlyList<GradedAnswer> before, IReadOnlyList<GradedAnswer> after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        if (!before.Select(a => a.Answer.Id).SequenceEqual(after.Select(a => a.Answer.Id))) throw new ArgumentException("The answers are not the same.", nameof(after));
        bool[] both = [.. before.Zip(after, (old, now) => old.Grade.IsGraded && now.Grade.IsGraded)];
        double[] old = Scores(before), now = Scores(after);
        (Dictionary<double, int> oldRanks, Dictionary<double, int> newRanks) = (Ranks(old), Ranks(now));
        return new RubricComparison
        {
            Answers = [.. before.Select((answer, i) => new AnswerChange(
                answer.Answer, answer.Grade.Score, after[i].Grade.Score, both[i] ? oldRanks[answer.Grade.Score!.Value] : 0, both[i] ? newRanks[after[i].Grade.Score!.Value] : 0,
                Changes(answer.Grade, after[i].Grade)))],
            GradedByBoth = old.Length,
            KendallTau = RankCorrelation.KendallTau(old, now),
            Reversals = RankCorrelation.Reversals(old, now),
        };

        double[] Scores(IReadOnlyList<GradedAnswer> answers) => [.. answers.Where((_, i) => both[i]).Select(a => a.Grade.Score!.Value)];
    }

    private static Dictionary<double, int> Ranks(double[] scores) => scores.Distinct().ToDictionary(score => score, score => 1 + scores.Count(other => other > score));

    private static List<VerdictChange> Changes(Grade before, Grade after)
    {
        Dictionary<string, Verdict> old = before.Verdicts.ToDictionary(v => v.CriterionId), now = after.Verdicts.ToDictionary(v => v.CriterionId);
        return
        [
            .. old.Keys.Union(now.Keys).Select(id => new VerdictChange(id, old.GetValueOrDefault(id), now.GetValueOrDefault(id)))
                .Where(c => c.Before is not null && c.After is not null && (c.Before.Kind, Level(c.Before)) != (c.After.Kind, Level(c.After))),
        ];
    }

    // A check's degree says how far it is from met, which decides nothing.
    private static double? Level(Verdict verdict) => verdict.IsByCode ? null : verdict.Degree;
}
