using Hindsight.Grading;
using Hindsight.Policies;
using Hindsight.Rubrics;
using Hindsight.SemanticKernel.Judging;
using Hindsight.SemanticKernel.Prompts;
using Hindsight.Tasks;
using Microsoft.Extensions.Logging;

namespace Hindsight.SemanticKernel.Grading;

/// <summary>Grades answers by their rubrics: check criteria by code, judged ones by the judge that they name or the configured one, all of a judge's in one call.</summary>
/// <remarks>A judge's failure is an ungraded answer with its cause, never a score and never an exception.</remarks>
public sealed partial class RubricGraderAgent : IGrader
{
    private readonly IRubricSource _rubrics;
    private readonly ICheckRegistry _checks;
    private readonly JudgeDirectory _judges;
    private readonly JudgeGrader _judgeGrader;
    private readonly ILogger<RubricGraderAgent> _logger;

    internal RubricGraderAgent(IRubricSource rubrics, ICheckRegistry checks, PromptLibrary prompts, JudgeDirectory judges, ILogger<RubricGraderAgent> logger) =>
        (_rubrics, _checks, _judges, _judgeGrader, _logger) = (rubrics, checks, judges, new JudgeGrader(prompts), logger);

    /// <inheritdoc/>
    public async Task<Grade> GradeAsync(TrainingTask task, Sample sample, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(sample);
        cancellationToken.ThrowIfCancellationRequested();
        Rubric? rubric = null;
        try
        {
            rubric = _rubrics.Resolve(task);
            (Verdict[] verdicts, GradeUsage usage) = await VerdictsAsync(rubric, task, sample, cancellationToken).ConfigureAwait(false);
            Verdict? unknown = verdicts.FirstOrDefault(v => v.Kind == VerdictKind.Unknown);
            if (unknown is not null)
                LogUngraded(_logger, task.Id, unknown.CriterionId, unknown.Cause);
            return Grade.From(rubric, verdicts, usage);
        }
        catch (RubricException fault)
        {
            LogUngraded(_logger, task.Id, "", UngradedCause.RubricFault);
            return Grade.RubricFault(rubric?.Name ?? task.Rubric ?? "", rubric?.Version ?? "", fault.Message);
        }
    }

    /// <summary>Everything that keeps answers from being graded by a rubric: judges that are not configured, a template that cannot be used, unknown checks. A line each; empty: nothing.</summary>
    public IReadOnlyList<string> Faults(Rubric rubric)
    {
        ArgumentNullException.ThrowIfNull(rubric);
        List<string> faults = [];
        foreach (Criterion criterion in rubric.Criteria)
        {
            if (criterion.Kind == CriterionKind.Judge && !_judges.TryFind(criterion.Judge, out _, out string? fault))
                faults.Add($"rubric '{rubric.Name}', criterion '{criterion.Id}': {fault}.");
            else if (criterion.Kind == CriterionKind.Check && !_checks.TryGet(criterion.Check ?? "", out _))
                faults.Add($"rubric '{rubric.Name}', criterion '{criterion.Id}': found the unknown check '{criterion.Check}'.");
        }
        try
        {
            _judgeGrader.PromptOf(rubric);
        }
        catch (RubricException fault)
        {
            faults.AddRange(fault.Faults);
        }
        return faults;
    }

    private async Task<(Verdict[] Verdicts, GradeUsage Usage)> VerdictsAsync(Rubric rubric, TrainingTask task, Sample sample, CancellationToken cancellationToken)
    {
        var verdicts = rubric.Criteria.Where(c => c.Kind == CriterionKind.Check).Select(c => Check(c, sample.Text)).ToDictionary(v => v.CriterionId);
        GradeUsage usage = GradeUsage.None;
        // All judges are found before the first is asked: a rubric that cannot be applied costs nothing.
        List<IGrouping<Judge, Criterion>> byJudge = [.. rubric.Criteria.Where(c => c.Kind == CriterionKind.Judge).GroupBy(c => JudgeOf(c, rubric))];
        var calls = byJudge.Select(group => _judgeGrader.GradeAsync(group.Key, rubric, [.. group], task, sample, cancellationToken));
        foreach ((IReadOnlyList<Verdict> judged, GradeUsage cost) in await Task.WhenAll(calls).ConfigureAwait(false))
        {
            usage = usage.Add(cost);
            foreach (Verdict verdict in judged)
                verdicts.Add(verdict.CriterionId, verdict);
        }
        return ([.. rubric.Criteria.Select(c => verdicts[c.Id])], usage);
    }

    private Verdict Check(Criterion criterion, string answer)
    {
        string source = $"check:{criterion.Check}";
        if (!_checks.TryGet(criterion.Check ?? "", out ICheck? check))
            throw new RubricException([$"criterion '{criterion.Id}': found the unknown check '{criterion.Check}'."]);
        CheckOutcome outcome = check.Evaluate(answer, criterion.Arguments);
        return new Verdict
        {
            CriterionId = criterion.Id, Kind = outcome.Kind, Degree = outcome.Degree, Reason = outcome.Reason, Source = source,
            Cause = outcome.Kind == VerdictKind.Unknown ? UngradedCause.CheckUnknown : null,
        };
    }

    private Judge JudgeOf(Criterion criterion, Rubric rubric) => _judges.TryFind(criterion.Judge, out Judge? judge, out string? fault)
        ? judge : throw new RubricException([$"rubric '{rubric.Name}', criterion '{criterion.Id}': {fault}."]);

    [LoggerMessage(EventId = 4201, Level = LogLevel.Debug, Message = "An answer to task {Task} is ungraded by criterion '{Criterion}': {Cause}")]
    private static partial void LogUngraded(ILogger logger, string task, string criterion, UngradedCause? cause);
}
