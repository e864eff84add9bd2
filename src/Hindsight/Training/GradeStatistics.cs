using Hindsight.Grading;
using Hindsight.Rubrics;

namespace Hindsight.Training;

/// <summary>Means and counts over grades, as step and evaluation reports state them.</summary>
internal static class GradeStatistics
{
    /// <summary>Ungraded answers by cause, in the causes' order.</summary>
    public static IReadOnlyDictionary<string, int> Causes(IEnumerable<Grade> grades) =>
        grades.Where(g => g.Cause is not null).GroupBy(g => g.Cause!.Value).OrderBy(g => g.Key).ToDictionary(g => g.Key.ToString(), g => g.Count());

    /// <summary>The mean score of graded answers; NaN without any.</summary>
    public static double MeanScore(IEnumerable<Grade> grades) => grades.Where(g => g.IsGraded).Select(g => g.Score!.Value).DefaultIfEmpty(double.NaN).Average();

    /// <summary>The share of graded answers at or above the threshold; NaN without any.</summary>
    public static double PassRate(IEnumerable<Grade> grades, double threshold) =>
        grades.Where(g => g.IsGraded).Select(g => g.Score >= threshold - 1e-6 ? 1.0 : 0.0).DefaultIfEmpty(double.NaN).Average();

    /// <summary>The share of these graded answers that satisfy each criterion, of those to which it applies, in the order in which the rubrics name them.</summary>
    public static IReadOnlyDictionary<string, double> CriterionRates(IEnumerable<(Rubric Rubric, Grade Grade)> grades)
    {
        var counts = new Dictionary<string, (int Satisfied, int All)>();
        foreach ((Rubric rubric, Grade grade) in grades)
        {
            foreach ((Criterion criterion, Verdict verdict) in rubric.Criteria.Zip(grade.Verdicts).Where(pair => pair.Second.Kind != VerdictKind.NotApplicable))
            {
                (int satisfied, int all) = counts.GetValueOrDefault(criterion.Id);
                counts[criterion.Id] = (satisfied + (RubricScore.IsSatisfied(criterion, verdict) ? 1 : 0), all + 1);
            }
        }

        return counts.ToDictionary(c => c.Key, c => (double)c.Value.Satisfied / c.Value.All);
    }

    /// <summary>Score minus held-out judge's score of the answers that both graded, in order.</summary>
    public static IEnumerable<double> GoldGaps(IEnumerable<Grade> grades) => grades.Where(IsGradedByBoth).Select(g => g.Score!.Value - g.Gold!.Score!.Value);

    /// <summary>What a held-out judge makes of the answers; <see langword="null"/>: it was not asked.</summary>
    public static GoldComparison? Gold(IEnumerable<Grade> grades)
    {
        List<Grade> asked = grades.Where(g => g.Gold is not null).ToList(), both = asked.Where(IsGradedByBoth).ToList();
        return asked.Count == 0 ? null
            : new GoldComparison(both.Count, asked.Count(g => g.Gold!.Score is null), MeanScore(both), both.Select(g => g.Gold!.Score!.Value).DefaultIfEmpty(double.NaN).Average());
    }

    /// <summary>What the steering probe found; <see langword="null"/>: nobody was asked.</summary>
    public static SteeringCount? Steering(IEnumerable<Grade> grades)
    {
        List<SteeringFinding> found = grades.Select(g => g.Steering).OfType<SteeringFinding>().ToList();
        return found.Count == 0 ? null
            : new SteeringCount(found.Count, found.Count(f => f.Kind == VerdictKind.Met), found.Count(f => f.Zeroed), found.Count(f => f.Kind == VerdictKind.Unknown));
    }

    // An answer whose score was set to 0 because it steers its grader says nothing of the judges.
    private static bool IsGradedByBoth(Grade grade) => grade is { Score: not null, Gold.Score: not null } && grade.Steering is not { Zeroed: true };

    /// <summary>The standard deviation with n − 1; 0 for fewer than two values.</summary>
    public static double StandardDeviation(IReadOnlyCollection<double> values)
    {
        if (values.Count < 2) return 0;
        double mean = values.Average();
        return Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Count - 1));
    }
}
