using Hindsight.Calibration;
using Hindsight.Grading;
using Hindsight.Policies;
using Hindsight.Rubrics;
using Hindsight.SemanticKernel.Judging;
using Hindsight.Training;

namespace Hindsight.SemanticKernel.Grading;

/// <summary>Asks judges and panels for verdicts that are known, so that they can be compared with them.</summary>
public sealed class JudgeCalibrationAgent
{
    private readonly JudgeDirectory<ICriterionJudge> _judges;

    internal JudgeCalibrationAgent(JudgeDirectory<ICriterionJudge> judges) => _judges = judges;

    /// <summary>Which of the names are no judge's and no panel's, a line each.</summary>
    public IReadOnlyList<string> Faults(IEnumerable<string> names) => [.. names.Select(name => _judges.TryFind(name, out _, out string? fault) ? null : fault).OfType<string>()];

    /// <summary>
    /// Asks a judge for every label of every answer, whatever judges their criteria name. Where the rubric has all criteria in one call, and there are two at least, they are asked a second time in reversed order.
    /// A failure is unknown verdicts with their cause.
    /// </summary>
    /// <param name="name">The name of a judge or panel.</param>
    /// <param name="answers">The answers.</param>
    /// <param name="seed">From which fences are derived.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <exception cref="ArgumentException">There is no such judge.</exception>
    /// <exception cref="RubricException">A rubric's template cannot be used, or lacks a variable.</exception>
    public async Task<JudgeTrial> TryAsync(string name, IReadOnlyList<LabelledAnswer> answers, ulong seed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(answers);
        if (!_judges.TryFind(name, out ICriterionJudge? judge, out string? fault))
            throw new ArgumentException(fault, nameof(name));
        judge = FallbackJudge.Alone(judge);
        CalibrationReading[] readings = await Task.WhenAll(answers.Select(answer => ReadAsync(judge, answer, seed, cancellationToken))).ConfigureAwait(false);
        return new JudgeTrial(name, judge is JudgePanel, readings);
    }

    private static async Task<CalibrationReading> ReadAsync(ICriterionJudge judge, LabelledAnswer answer, ulong seed, CancellationToken cancellationToken)
    {
        Criterion[] criteria = [.. answer.Labels.Select(label => label.Criterion)];
        var sample = new Sample
        {
            PromptTokens = [], ResponseTokens = [], LogProbs = [], RawLogProbs = [], Text = answer.Answer, FinishReason = FinishReason.EndOfSequence,
            Seed = Seeds.Derive(seed, "calibrate", 0, answer.Task.Id), PolicyVersion = "",
        };
        JudgingRequest inOrder = InOrder(new JudgingRequest(answer.Rubric, criteria, answer.Task, sample), criteria);
        bool isReversible = criteria.Length > 1 && answer.Rubric.Calls == JudgeCalls.All;
        JudgingRequest[] requests = isReversible ? [inOrder, InOrder(inOrder, [.. Enumerable.Reverse(criteria)])] : [inOrder];
        JudgedCriteria[] said = await Task.WhenAll(requests.Select(request => judge.JudgeAsync(request, cancellationToken))).ConfigureAwait(false);
        GradeUsage usage = said.SelectMany(s => s.Usage.Values).Aggregate(GradeUsage.None, (sum, one) => sum.Add(one));
        return new CalibrationReading(answer, said[0].Verdicts, isReversible ? [.. said[1].Verdicts.Reverse()] : [], usage);
    }

    // Verdicts that were kept from a call with other criteria, or in another order, would hide what position does.
    private static JudgingRequest InOrder(JudgingRequest request, IReadOnlyList<Criterion> criteria) =>
        request with { Criteria = criteria, Variant = $"order: {string.Join(' ', criteria.Select(c => c.Id))}" };
}
