using System.Globalization;
using System.Text;
using Hindsight.Grading;
using Hindsight.Presentation;

namespace Hindsight.Answers;

/// <summary>What a change of a rubric changes, as a page of plain text.</summary>
public static class RubricComparisonReport
{
    /// <summary>The page: by criterion, the answers whose score changes most, and the ranking.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="shown">How many answers are shown.</param>
    public static string Render(RubricComparison comparison, int shown)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        var page = new StringBuilder();
        VerdictChange[] changes = [.. comparison.Answers.SelectMany(a => a.Verdicts)];
        if (changes.Length > 0)
        {
            var criteria = new TextTable(0, "criterion", ">verdicts that change", "from, to");
            foreach (IGrouping<string, VerdictChange> group in changes.GroupBy(c => c.Criterion))
                criteria.Add(group.Key, $"{group.Count()}", string.Join("; ", group.GroupBy(Arrow).OrderByDescending(g => g.Count()).Select(g => $"{g.Key} {g.Count()}")));
            page.Append(criteria).Append('\n');
        }

        AnswerChange[] moved = [.. comparison.Answers.Where(a => a.Before != a.After || a.Verdicts.Count > 0).OrderByDescending(Distance)];
        if (moved.Length > 0 && shown > 0)
        {
            var answers = new TextTable(0, "answer", ">score", ">new", ">rank", ">new", "verdicts");
            foreach (AnswerChange answer in moved.Take(shown))
                answers.Add(answer.Answer.Id, Number(answer.Before), Number(answer.After), Rank(answer.RankBefore), Rank(answer.RankAfter), string.Join("; ", answer.Verdicts.Select(v => $"{v.Criterion} {Arrow(v)}")));
            page.Append(answers).Append('\n');
        }

        int scores = comparison.Answers.Count(a => a.Before != a.After);
        page.Append(CultureInfo.InvariantCulture, $"{comparison.Answers.Count} answers: {scores} scores and {changes.Length} verdicts change; mean score {Mean(comparison, a => a.Before)} → {Mean(comparison, a => a.After)}.\n");
        long pairs = (long)comparison.GradedByBoth * (comparison.GradedByBoth - 1) / 2;
        page.Append(CultureInfo.InvariantCulture, $"Ranking of the {comparison.GradedByBoth} answers that both grade: Kendall's tau {Number(comparison.KendallTau)}, {comparison.Reversals} of {pairs} pairs change places.\n");
        return page.ToString();
    }

    private static string Arrow(VerdictChange change) => $"{Word(change.Before!)} → {Word(change.After!)}";

    private static string Word(Verdict verdict) => verdict.Kind.ToString().ToLowerInvariant() + (verdict.Degree is { } degree && !verdict.IsByCode ? $" ({Number(degree)})" : "");

    // An answer that loses or wins its score at all comes first.
    private static double Distance(AnswerChange answer) => answer is { Before: { } before, After: { } after } ? Math.Abs(after - before) : answer.Before == answer.After ? 0 : 2;

    private static string Mean(RubricComparison comparison, Func<AnswerChange, double?> score) => Number(comparison.Answers.Select(score).OfType<double>().DefaultIfEmpty(double.NaN).Average());

    private static string Rank(int rank) => rank == 0 ? "-" : rank.ToString(CultureInfo.InvariantCulture);

    private static string Number(double? value) => value is { } number && !double.IsNaN(number) ? number.ToString("0.###", CultureInfo.InvariantCulture) : "-";
}
