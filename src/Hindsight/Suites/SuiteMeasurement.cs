using Hindsight.Grading;
using Hindsight.Policies;

namespace Hindsight.Suites;

/// <summary>From answers to the numbers of a suite's field. Answers to one prompt count together, and ungraded ones not at all.</summary>
public static class SuiteMeasurement
{
    private const double Rounding = 1e-6;

    /// <summary>Sums answers up.</summary>
    /// <param name="suite">The prompts that were to be answered.</param>
    /// <param name="answers">All answers.</param>
    /// <param name="missing">The keys of prompts without an answer.</param>
    /// <param name="tooLong">The keys of prompts that leave no room for one.</param>
    /// <param name="successThreshold">The score at which an answer to a task passes.</param>
    /// <param name="seed">Of the intervals.</param>
    public static SuiteReport Measure(
        Suite suite, IReadOnlyList<SuiteAnswer> answers, IReadOnlyList<string> missing, IReadOnlyList<string> tooLong, double successThreshold, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(suite);
        ArgumentNullException.ThrowIfNull(answers);
        List<SuiteAnswer> graded = [.. answers.Where(a => a.Ungraded is null)], sampled = [.. answers.Where(a => a.Tokens is not null)];
        return new SuiteReport
        {
            Form = suite.Form,
            Prompts = suite.Items.Count,
            Answers = answers.Count,
            Graded = graded.Count,
            Ungraded = answers.Where(a => a.Ungraded is not null).GroupBy(a => a.Ungraded!.Value).OrderBy(g => g.Key).ToDictionary(g => g.Key.ToString(), g => g.Count()),
            Missing = missing,
            TooLong = tooLong,
            MeanTokens = sampled.Count == 0 ? null : sampled.Average(a => a.Tokens!.Value),
            CutOff = sampled.Count == 0 ? null : (double)sampled.Count(a => a.FinishReason == FinishReason.Length) / sampled.Count,
            Numbers = Numbers(suite.Form, successThreshold).ToDictionary(n => n.Name, n => Estimate.From(graded.GroupBy(a => a.Key).Select(prompt => Sum(prompt.Select(n.Share))), seed)),
            Groups = suite.Form == SuiteForm.Tasks ? CriterionGroups(graded) : DemandGroups(suite, graded),
        };
    }

    private static (string Name, Func<SuiteAnswer, Share> Share)[] Numbers(SuiteForm form, double successThreshold) => form switch
    {
        SuiteForm.Instructions =>
        [
            ("prompt_strict", a => new(a.Holds() ? 1 : 0, 1)), ("instruction_strict", a => Of(a.Verdicts)),
            ("prompt_loose", a => new(a.Holds(loose: true) ? 1 : 0, 1)), ("instruction_loose", a => Of(a.Verdicts, loose: true)),
        ],
        SuiteForm.Constraints => [("prompt", a => new(a.Holds() ? 1 : 0, 1)), ("constraint", a => Of(a.Verdicts)), ("constraint_by_prompt", a => new(Of(a.Verdicts).Value, 1))],
        _ => [("score", a => new(a.Score!.Value, 1)), ("pass_rate", a => new(a.Score >= successThreshold - Rounding ? 1 : 0, 1))],
    };

    private static List<SuiteGroup> DemandGroups(Suite suite, List<SuiteAnswer> graded)
    {
        bool loose = suite.Form == SuiteForm.Instructions;
        Dictionary<string, SuiteItem> items = suite.Items.ToDictionary(i => i.Key);
        var groups = new Dictionary<(string By, string Name), SuiteGroup>();
        foreach (SuiteAnswer answer in graded)
        {
            IEnumerable<((string By, string Name) Group, SuiteVerdict Verdict)> labelled = items[answer.Key].Demands.Zip(answer.Verdicts)
                .SelectMany(pair => pair.First.Labels.Select(label => ((label.Key, label.Value), pair.Second)));
            foreach (IGrouping<(string By, string Name), SuiteVerdict> found in labelled.GroupBy(l => l.Group, l => l.Verdict))
            {
                SuiteGroup group = groups.GetValueOrDefault(found.Key, new SuiteGroup(found.Key.By, found.Key.Name, default, default, loose ? default(Share) : null, loose ? default(Share) : null));
                groups[found.Key] = group with
                {
                    Answers = group.Answers + new Share(found.All(v => v.IsSatisfied()) ? 1 : 0, 1),
                    Demands = group.Demands + Of(found),
                    LooseAnswers = loose ? group.LooseAnswers + new Share(found.All(v => v.IsSatisfied(loose: true)) ? 1 : 0, 1) : null,
                    LooseDemands = loose ? group.LooseDemands + Of(found, loose: true) : null,
                };
            }
        }

        List<string> order = [.. suite.Items.SelectMany(i => i.Demands).SelectMany(d => d.Labels.Keys).Distinct()];
        return [.. groups.Values.OrderBy(g => order.IndexOf(g.By)).ThenBy(g => g.Name, StringComparer.Ordinal)];
    }

    private static List<SuiteGroup> CriterionGroups(List<SuiteAnswer> graded) =>
        [.. graded.SelectMany(a => a.Verdicts).Where(v => v.Verdict != VerdictKind.NotApplicable).GroupBy(v => v.Weight < 0 ? $"{v.Name} (avoided)" : v.Name).Select(g => new SuiteGroup("criterion", g.Key, Of(g), Of(g), null, null))];

    private static Share Of(IEnumerable<SuiteVerdict> verdicts, bool loose = false) => Sum(verdicts.Select(v => new Share(v.IsSatisfied(loose) ? 1 : 0, 1)));

    private static Share Sum(IEnumerable<Share> shares) => shares.Aggregate(default(Share), (a, b) => a + b);
}
