using Hindsight.Rubrics;

namespace Hindsight.Grading;

/// <summary>
/// How far raters say the same. A rating is a number that stands for a category: 1 met, 0 unmet, in between a level's degree. Kappa is the agreement beyond what the raters' habits alone
/// would give: (observed − expected) / (1 − expected); 1 is full agreement, 0 no more than by chance.
/// </summary>
/// <remarks>Where every rating is of one category the raters agree fully and would by habit too: kappa is 0 / 0, NaN, and not 1, for such ratings cannot tell care from habit.</remarks>
public static class Agreement
{
    /// <summary>What a verdict says as a rating, or <see langword="null"/>: it decides nothing.</summary>
    public static double? RatingOf(Criterion criterion, Verdict verdict)
    {
        ArgumentNullException.ThrowIfNull(criterion);
        ArgumentNullException.ThrowIfNull(verdict);
        return Rating(verdict.Kind, criterion.Levels.Count > 0 ? verdict.Degree : null);
    }

    /// <summary>What a vote says as a rating, or <see langword="null"/>: it decides nothing.</summary>
    public static double? RatingOf(Vote vote)
    {
        ArgumentNullException.ThrowIfNull(vote);
        return Rating(vote.Kind, vote.Degree);
    }

    /// <summary>The share of pairs of raters that say the same of an item, on average over items. NaN without an item of at least two ratings.</summary>
    /// <param name="items">The ratings that each item got; one of fewer than two is left out.</param>
    public static double Observed(IEnumerable<IReadOnlyList<double>> items) => items.Where(IsComparable).Select(AlikePairs).DefaultIfEmpty(double.NaN).Average();

    /// <summary>Cohen's kappa of two raters (1960): what is expected by chance comes from how often each of the two uses a category. NaN without items.</summary>
    /// <param name="pairs">What the two said of each item.</param>
    public static double CohenKappa(IEnumerable<(double First, double Second)> pairs) => CohenKappa(pairs, static (a, b) => a == b ? 0 : 1);

    /// <summary>Cohen's weighted kappa (1968) of two raters of ordinal levels: a disagreement counts by the square of its distance. The same as the plain one for two categories.</summary>
    /// <param name="pairs">What the two said of each item, as degrees.</param>
    public static double WeightedKappa(IEnumerable<(double First, double Second)> pairs) => CohenKappa(pairs, static (a, b) => (a - b) * (a - b));

    /// <summary>
    /// Fleiss' kappa of any number of raters (1971). Items may have different numbers of ratings: the observed agreement is the mean over items, the expected one comes from all their ratings together.
    /// </summary>
    /// <param name="items">The ratings that each item got, missing ones left out; an item of fewer than two says nothing of agreement and is left out whole.</param>
    public static double FleissKappa(IEnumerable<IReadOnlyList<double>> items)
    {
        IReadOnlyList<double>[] rated = [.. items.Where(IsComparable)];
        return FleissKappa(Observed(rated), [.. rated.SelectMany(ratings => ratings).CountBy(rating => rating).Select(category => category.Value)]);
    }

    /// <summary>Fleiss' kappa from the observed agreement and how often each category was used.</summary>
    internal static double FleissKappa(double observed, IReadOnlyCollection<int> counts)
    {
        double all = counts.Sum(), expected = counts.Sum(count => count / all * (count / all));
        return (observed - expected) / (1 - expected);
    }

    /// <summary>Whether an item has ratings that can agree or not.</summary>
    internal static bool IsComparable(IReadOnlyList<double> ratings) => ratings.Count > 1;

    private static double? Rating(VerdictKind kind, double? degree) => kind switch
    {
        VerdictKind.Met => degree ?? 1,
        VerdictKind.Unmet => degree ?? 0,
        _ => null,
    };

    private static double AlikePairs(IReadOnlyList<double> ratings) =>
        ratings.CountBy(rating => rating).Sum(category => (double)category.Value * (category.Value - 1)) / ((double)ratings.Count * (ratings.Count - 1));

    /// <summary>One minus the mean distance within the pairs, over that between what the first said of any item and the second of any.</summary>
    private static double CohenKappa(IEnumerable<(double First, double Second)> pairs, Func<double, double, double> distance)
    {
        Dictionary<double, int> first = [], second = [];
        double apart = 0;
        int items = 0;
        foreach ((double a, double b) in pairs)
        {
            first[a] = first.GetValueOrDefault(a) + 1;
            second[b] = second.GetValueOrDefault(b) + 1;
            apart += distance(a, b);
            items++;
        }

        double byChance = first.Sum(a => second.Sum(b => (double)a.Value * b.Value * distance(a.Key, b.Key)));
        return 1 - apart * items / byChance;
    }
}
