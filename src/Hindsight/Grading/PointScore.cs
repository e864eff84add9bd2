using Hindsight.Rubrics;

namespace Hindsight.Grading;

/// <summary>Points as HealthBench counts them (arXiv 2505.08775, section 3): those of the met criteria over those that can be won. An answer's own score may be negative; only a mean is cut to 0…1.</summary>
public static class PointScore
{
    /// <summary>The points of the met criteria over the sum of the positive ones, not cut.</summary>
    /// <param name="points">The criteria that apply: their points and whether they are met.</param>
    /// <returns><see langword="null"/>: no points can be won.</returns>
    public static double? Of(IEnumerable<(double Points, bool Met)> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        (double won, double attainable) = (0, 0);
        foreach ((double value, bool met) in points)
        {
            if (met) won += value;
            attainable += Math.Max(0, value);
        }

        return attainable > 0 ? won / attainable : null;
    }

    /// <summary>A graded answer's points by tag: over the criteria with the tag, and for the task's own tags over all of them. A tag under which no points can be won is left out.</summary>
    /// <param name="criteria">The rubric's criteria.</param>
    /// <param name="verdicts">One for each, in the same order; none is unknown.</param>
    /// <param name="taskTags">The task's tags.</param>
    public static IReadOnlyDictionary<string, double> ByTag(IReadOnlyList<Criterion> criteria, IReadOnlyList<Verdict> verdicts, IReadOnlyList<string> taskTags)
    {
        ArgumentNullException.ThrowIfNull(criteria);
        ArgumentNullException.ThrowIfNull(verdicts);
        ArgumentNullException.ThrowIfNull(taskTags);
        (IReadOnlyList<string> Tags, double Points, bool Met)[] counted =
        [
            .. criteria.Zip(verdicts).Where(p => p.Second.Kind != VerdictKind.NotApplicable).Select(p => (p.First.Tags, p.First.Weight, p.Second.Kind == VerdictKind.Met)),
        ];
        Dictionary<string, double> scores = [];
        foreach (string tag in counted.SelectMany(c => c.Tags).Concat(taskTags).Distinct())
        {
            if (Of(counted.Where(c => taskTags.Contains(tag) || c.Tags.Contains(tag)).Select(c => (c.Points, c.Met))) is { } score) scores.Add(tag, score);
        }

        return scores;
    }

    /// <summary>The mean over answers, cut to 0…1; NaN without any.</summary>
    public static double Mean(IEnumerable<double> scores) => Math.Clamp(scores.DefaultIfEmpty(double.NaN).Average(), 0, 1);
}
