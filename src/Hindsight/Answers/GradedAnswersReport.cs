using System.Globalization;
using System.Text;
using Hindsight.Grading;
using Hindsight.Presentation;
using Hindsight.Rubrics;
using Hindsight.Statistics;
using Hindsight.Tasks;
using Hindsight.Training;

namespace Hindsight.Answers;

/// <summary>What a rubric makes of given answers, as a page of plain text.</summary>
public static class GradedAnswersReport
{
    /// <summary>The page: by answer (the worst ones), by criterion, by tag where there are tags, and all together.</summary>
    /// <param name="answers">The answers with their grades.</param>
    /// <param name="rubrics">Tells the criteria's weights, tags and texts.</param>
    /// <param name="successThreshold">The score at which an answer passes.</param>
    /// <param name="shown">How many of the worst answers are shown with what they miss.</param>
    public static string Render(IReadOnlyList<GradedAnswer> answers, RubricCatalog rubrics, double successThreshold, int shown)
    {
        ArgumentNullException.ThrowIfNull(answers);
        ArgumentNullException.ThrowIfNull(rubrics);
        var page = new StringBuilder();
        (Rubric Rubric, GradedAnswer Answer)[] all = [.. answers.Select(a => (rubrics.Resolve(a.Answer.Task), a))];
        GradedAnswer[] graded = [.. answers.Where(a => a.Grade.IsGraded)];
        if (shown > 0 && graded.Length > 0) page.Append(Worst(all, shown)).Append('\n');
        page.Append(Criteria(all, rubrics)).Append('\n');
        if (Tags(all) is { } tags) page.Append(tags).Append('\n');
        page.Append(Summary(answers, graded, all, successThreshold));
        return page.ToString();
    }

    private static TextTable Worst((Rubric Rubric, GradedAnswer Answer)[] all, int shown)
    {
        var table = new TextTable(0, "answer", ">score", "what it misses");
        foreach ((Rubric rubric, GradedAnswer answer) in all.Where(a => a.Answer.Grade.IsGraded).OrderBy(a => a.Answer.Grade.Score).Take(shown))
        {
            IEnumerable<string> misses = rubric.Criteria.Zip(answer.Grade.Verdicts).Where(p => p.Second.Kind != VerdictKind.NotApplicable && !RubricScore.IsSatisfied(p.First, p.Second))
                .Select(p => p.Second.Reason.Length == 0 ? p.First.Id : $"{p.First.Id}: {p.Second.Reason}");
            table.Add(answer.Answer.Id, Number(answer.Grade.Score!.Value), string.Join("; ", misses));
        }

        return table;
    }

    private static TextTable Criteria((Rubric Rubric, GradedAnswer Answer)[] all, RubricCatalog rubrics)
    {
        var table = new TextTable(0, "criterion", ">weight", ">applies", ">met", ">satisfied", ">unknown", "text");
        // Tasks with criteria of their own can give one id several meanings.
        foreach (var group in all.Where(a => a.Answer.Grade.Verdicts.Count > 0)
            .SelectMany(a => a.Rubric.Criteria.Zip(a.Answer.Grade.Verdicts, (criterion, verdict) => (Criterion: criterion, Verdict: verdict, a.Rubric, a.Answer.Answer.Task)))
            .GroupBy(p => (p.Criterion.Id, p.Criterion.Weight)).Take(100))
        {
            var applied = group.Where(p => p.Verdict.Kind != VerdictKind.NotApplicable).ToArray();
            var decided = applied.Where(p => p.Verdict.Kind != VerdictKind.Unknown).ToArray();
            table.Add(group.Key.Id, Number(group.Key.Weight), $"{applied.Length}", Share(decided, p => p.Verdict.Kind == VerdictKind.Met),
                Share(decided, p => RubricScore.IsSatisfied(p.Criterion, p.Verdict)), $"{applied.Length - decided.Length}", Text([.. group.Select(p => (p.Criterion, p.Rubric.Name, p.Task))], rubrics));
        }

        return table;
    }

    /// <summary>What all tasks say; else what the rubric says, where the tasks differ by their variables alone.</summary>
    private static string Text((Criterion Criterion, string Rubric, TrainingTask Task)[] same, RubricCatalog rubrics)
    {
        if (same.Select(p => p.Criterion.Text).Distinct().Count() == 1) return same[0].Criterion.Text;
        string?[] own = [.. same.Select(p => rubrics.Rubrics.GetValueOrDefault(p.Rubric)?.Criteria.FirstOrDefault(c => c.Id == p.Criterion.Id) is { } unbound
            && CriterionBinding.Bind(unbound, p.Task.Variables, new HashSet<string>()).Text == p.Criterion.Text ? unbound.Text : null).Distinct()];
        return own is [{ } text] ? text : "(several)";
    }

    /// <summary>Points by tag, as HealthBench counts them; <see langword="null"/> where nothing is tagged.</summary>
    private static TextTable? Tags((Rubric Rubric, GradedAnswer Answer)[] all)
    {
        var byTag = all.Where(a => a.Answer.Grade.IsGraded)
            .SelectMany(a => PointScore.ByTag(a.Rubric.Criteria, a.Answer.Grade.Verdicts, a.Answer.Answer.Task.Tags)).GroupBy(t => t.Key, t => t.Value).OrderBy(g => g.Key, StringComparer.Ordinal).ToList();
        if (byTag.Count == 0) return null;
        var table = new TextTable(0, "tag", ">answers", ">points");
        foreach (IGrouping<string, double> tag in byTag) table.Add(tag.Key, $"{tag.Count()}", Number(PointScore.Mean(tag)));
        return table;
    }

    private static string Summary(IReadOnlyList<GradedAnswer> answers, GradedAnswer[] graded, (Rubric Rubric, GradedAnswer Answer)[] all, double successThreshold)
    {
        List<string> lines = [$"{answers.Count} answers, {graded.Length} graded."];
        foreach ((string cause, int count) in GradeStatistics.Causes(answers.Select(a => a.Grade)))
            lines.Add($"{count} without a score: {cause}, for example {answers.First(a => a.Grade.Cause?.ToString() == cause).Answer.Id}: {answers.First(a => a.Grade.Cause?.ToString() == cause).Grade.CauseDetail}");
        if (graded.Length > 0)
        {
            lines.Add($"score {Number(GradeStatistics.MeanScore(graded.Select(a => a.Grade)))}, {GradeStatistics.PassRate(graded.Select(a => a.Grade), successThreshold):P1} pass.");
            if (all.Any(a => a.Rubric.Criteria.Any(c => c.Weight < 0)))
                lines.Add($"points, not cut at 0 for a single answer (as HealthBench counts): {Number(PointScore.Mean(all.Where(a => a.Answer.Grade.IsGraded).Select(Points).OfType<double>()))}.");
            double[] scores = [.. graded.Select(a => a.Grade.Score!.Value)], lengths = [.. graded.Select(a => (double)a.Answer.Text.Length)];
            if (RankCorrelation.KendallTau(scores, lengths) is var tau && !double.IsNaN(tau))
                lines.Add($"longer answers score {(tau < 0 ? "lower" : "higher")}: Kendall's tau {Number(tau)} between score and length.");
        }

        GradeUsage usage = answers.Aggregate(GradeUsage.None, (sum, a) => sum.Add(a.Grade.Usage));
        if (usage.Calls > 0) lines.Add(string.Create(CultureInfo.InvariantCulture, $"{usage.Calls} judge calls, {usage.InputTokens} tokens in, {usage.OutputTokens} out{(usage.Cost > 0 ? $", cost {usage.Cost:0.####}" : "")}."));
        return string.Join('\n', lines) + "\n";
    }

    private static double? Points((Rubric Rubric, GradedAnswer Answer) answer) => PointScore.Of(answer.Rubric.Criteria.Zip(answer.Answer.Grade.Verdicts)
        .Where(p => p.Second.Kind != VerdictKind.NotApplicable).Select(p => (p.First.Weight, p.Second.Kind == VerdictKind.Met)));

    private static string Share<T>(T[] of, Func<T, bool> which) => of.Length == 0 ? "-" : ((double)of.Count(which) / of.Length).ToString("P1", CultureInfo.InvariantCulture);

    private static string Number(double value) => double.IsNaN(value) ? "-" : value.ToString("0.###", CultureInfo.InvariantCulture);
}
