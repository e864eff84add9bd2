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
    private readonly PromptLibrary _prompts;
    private readonly JudgeDirectory<ICriterionJudge> _judges;
    private readonly ILogger<RubricGraderAgent> _logger;

    internal RubricGraderAgent(IRubricSource rubrics, ICheckRegistry checks, PromptLibrary prompts, JudgeDirectory<ICriterionJudge> judges, ILogger<RubricGraderAgent> logger) =>
        (_rubrics, _checks, _prompts, _judges, _logger) = (rubrics, checks, prompts, judges, logger);

    /// <inheritdoc/>
    public Task<Grade> GradeAsync(TrainingTask task, Sample sample, CancellationToken cancellationToken) => GradeAsync(task, sample, instead: null, cancellationToken);

    /// <summary>Grades with one judge in the place of all that the rubric names; <see langword="null"/>: with those.</summary>
    internal async Task<Grade> GradeAsync(TrainingTask task, Sample sample, ICriterionJudge? instead, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(sample);
        cancellationToken.ThrowIfCancellationRequested();
        Rubric? rubric = null;
        try
        {
            rubric = _rubrics.Resolve(task);
            (IReadOnlyList<Verdict> verdicts, IReadOnlyDictionary<string, GradeUsage> usage) = await VerdictsAsync(rubric, task, sample, instead, cancellationToken).ConfigureAwait(false);
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

    /// <summary>Everything that keeps answers from being graded by a rubric: judges that are not configured, a template that cannot be used, unknown checks. Empty: nothing.</summary>
    public IReadOnlyList<RubricFault> Faults(Rubric rubric)
    {
        ArgumentNullException.ThrowIfNull(rubric);
        List<RubricFault> faults = [];
        foreach (Criterion criterion in rubric.Criteria)
        {
            if (criterion.Kind == CriterionKind.Judge && !_judges.TryFind(criterion.Judge, out _, out string? fault))
                faults.Add(new RubricFault(criterion.Id, $"rubric '{rubric.Name}', criterion '{criterion.Id}': {fault}."));
            else if (criterion.Kind == CriterionKind.Check && !_checks.TryGet(criterion.Check ?? "", out _))
                faults.Add(new RubricFault(criterion.Id, $"rubric '{rubric.Name}', criterion '{criterion.Id}': found the unknown check '{criterion.Check}'."));
        }
        return [.. faults, .. RubricTemplate.Faults(rubric, _prompts), .. JudgeTools.Faults(rubric, _checks)];
    }

    private async Task<(IReadOnlyList<Verdict> Verdicts, IReadOnlyDictionary<string, GradeUsage> Usage)> VerdictsAsync(
        Rubric rubric, TrainingTask task, Sample sample, ICriterionJudge? instead, CancellationToken cancellationToken)
    {
        Dictionary<string, Verdict> verdicts = rubric.Criteria.Where(c => c.Kind == CriterionKind.Check).Select(c => Check(c, sample.Text)).ToDictionary(v => v.CriterionId);
        // All judges are found before the first is asked: a rubric that cannot be applied costs nothing.
        List<IGrouping<ICriterionJudge, Criterion>> byJudge = [.. Applicability.Open(rubric.Criteria, verdicts).GroupBy(c => instead ?? JudgeOf(c, rubric))];
        JudgedCriteria[] judged = await Task.WhenAll(
            byJudge.Select(group => group.Key.JudgeAsync(new JudgingRequest(rubric, [.. group], task, sample), cancellationToken))).ConfigureAwait(false);
        foreach (Verdict verdict in judged.SelectMany(j => j.Verdicts))
            verdicts.Add(verdict.CriterionId, verdict);
        return (Applicability.Apply(rubric.Criteria, verdicts, c => c.Kind == CriterionKind.Check ? Verdict.SourceOfCheck(c) : (instead ?? JudgeOf(c, rubric)).Source), JudgedCriteria.Sum(judged.Select(j => j.Usage)));
    }

    private Verdict Check(Criterion criterion, string answer)
    {
        if (!_checks.TryGet(criterion.Check ?? "", out ICheck? check))
            throw new RubricException([$"criterion '{criterion.Id}': found the unknown check '{criterion.Check}'."]);
        return Verdict.FromCheck(criterion, check.Evaluate(answer, criterion.Arguments));
    }

    private ICriterionJudge JudgeOf(Criterion criterion, Rubric rubric) => _judges.TryFind(criterion.Judge, out ICriterionJudge? judge, out string? fault)
        ? judge : throw new RubricException([$"rubric '{rubric.Name}', criterion '{criterion.Id}': {fault}."]);

    [LoggerMessage(EventId = 4201, Level = LogLevel.Debug, Message = "An answer to task {Task} is ungraded by criterion '{Criterion}': {Cause}")]
    private static partial void LogUngraded(ILogger logger, string task, string criterion, UngradedCause? cause);
}
