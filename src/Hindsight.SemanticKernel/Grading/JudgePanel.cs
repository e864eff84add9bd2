using System.Globalization;
using Hindsight.Grading;
using Hindsight.Rubrics;
using Hindsight.SemanticKernel.Judging;

namespace Hindsight.SemanticKernel.Grading;

/// <summary>Judges who decide together, all asked at the same time, and the judge who decides what they do not agree on.</summary>
/// <param name="name">The panel's name.</param>
/// <param name="rule">When they agree.</param>
/// <param name="judges">Those who decide together.</param>
/// <param name="escalation">Who decides the rest, or <see langword="null"/>: nobody.</param>
internal sealed class JudgePanel(string name, PanelRule rule, IReadOnlyList<ICriterionJudge> judges, ICriterionJudge? escalation) : ICriterionJudge
{
    public string Name => name;

    public string Source => PanelSource.Of(name);

    public async Task<JudgedCriteria> JudgeAsync(JudgingRequest request, CancellationToken cancellationToken)
    {
        JudgedCriteria[] said = await Task.WhenAll(judges.Select(judge => judge.JudgeAsync(request, cancellationToken))).ConfigureAwait(false);
        Verdict[] verdicts = [.. request.Criteria.Select((criterion, i) => Together(criterion, [.. said.Select(s => s.Verdicts[i])]))];
        Criterion[] open = [.. request.Criteria.Where((_, i) => verdicts[i].Kind == VerdictKind.Unknown)];
        if (escalation is null || open.Length == 0)
            return new JudgedCriteria(verdicts, JudgedCriteria.Sum(said.Select(s => s.Usage)));

        JudgedCriteria last = await escalation.JudgeAsync(request with { Criteria = open }, cancellationToken).ConfigureAwait(false);
        var words = open.Zip(last.Verdicts).ToDictionary(pair => pair.First.Id);
        return new JudgedCriteria(
            [.. verdicts.Select(v => words.TryGetValue(v.CriterionId, out (Criterion Criterion, Verdict Word) settled) ? Escalated(settled.Criterion, v, settled.Word, escalation.Name) : v)],
            JudgedCriteria.Sum([.. said.Select(s => s.Usage), last.Usage]));
    }

    private Verdict Together(Criterion criterion, IReadOnlyList<Verdict> verdicts)
    {
        PanelRuling ruling = PanelRuling.Of(rule, criterion, verdicts);
        Verdict verdict = new()
        {
            CriterionId = criterion.Id, Source = Source, Cause = ruling.Cause, Kind = ruling.Rating switch { null => VerdictKind.Unknown, 1 => VerdictKind.Met, _ => VerdictKind.Unmet },
            Degree = criterion.Levels.Count > 0 ? ruling.Rating : null, Votes = [.. verdicts.Zip(judges, (v, judge) => VoteOf(criterion, v, judge.Name))],
        };
        return verdict with
        {
            Reason = ruling.Rating is null
                ? $"panel '{name}' ({rule}) does not agree: {string.Join("; ", verdicts.Zip(judges, (v, judge) => Words(criterion, v, judge.Name)))}"
                : verdicts.First(v => Agreement.RatingOf(criterion, v) == ruling.Rating).Reason,
        };
    }

    /// <summary>The last judge's word in the place of the open verdict. Where that one cannot tell either, the panel's cause stays.</summary>
    private Verdict Escalated(Criterion criterion, Verdict open, Verdict word, string judge)
    {
        Verdict settled = word.Kind == VerdictKind.Unknown ? open with { Reason = $"{open.Reason}; escalated: {Words(criterion, word, judge)}" } : word;
        return settled with { Source = PanelSource.Of(name, judge), Votes = [.. open.Votes, VoteOf(criterion, word, judge)] };
    }

    private static Vote VoteOf(Criterion criterion, Verdict verdict, string judge) => new(judge, verdict.Kind, criterion.Levels.Count > 0 ? verdict.Degree : null, verdict.Reason);

    private static string Words(Criterion criterion, Verdict verdict, string judge) => verdict.Kind == VerdictKind.Unknown
        ? $"{judge} says unknown ({verdict.Cause}: {verdict.Reason})"
        : $"{judge} says {(criterion.Levels.Count > 0 ? verdict.Degree?.ToString(CultureInfo.InvariantCulture) : verdict.Kind.ToString().ToLowerInvariant())}";
}
