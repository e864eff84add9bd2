using Hindsight.Grading;
using Hindsight.Policies;
using Hindsight.Rubrics;
using Hindsight.SemanticKernel.Judging;
using Hindsight.Tasks;
using Hindsight.Training;

namespace Hindsight.SemanticKernel.Grading;

/// <summary>Has a held-out judge grade a share of the answers as well; its score stands beside the one that is trained on.</summary>
/// <param name="inner">Grades.</param>
/// <param name="judge">The held-out judge, for every judged criterion.</param>
/// <param name="rate">The share, 0 to 1. An answer's seed decides, so that a run draws the same ones however often it is resumed.</param>
/// <param name="roster">Tells whom the judges of criteria share with the held-out one.</param>
internal sealed class GoldGrader(RubricGraderAgent inner, ICriterionJudge judge, double rate, JudgeRoster roster) : IGrader
{
    /// <inheritdoc/>
    public async Task<Grade> GradeAsync(TrainingTask task, Sample sample, CancellationToken cancellationToken)
    {
        Grade grade = await inner.GradeAsync(task, sample, cancellationToken).ConfigureAwait(false);
        if (!grade.IsGraded || !grade.IsJudged || !IsDrawn(task, sample))
            return grade;
        Grade gold = await inner.GradeAsync(task, sample, judge, cancellationToken).ConfigureAwait(false);
        // An edit of the rubric came between the two: their scores are no measure of each other.
        if (gold.RubricVersion != grade.RubricVersion)
            return grade with { UsageByJudge = JudgedCriteria.Sum([grade.UsageByJudge, gold.UsageByJudge]) };
        return grade with { Gold = new GoldScore(judge.Name, gold.Score, gold.Cause), UsageByJudge = JudgedCriteria.Sum([grade.UsageByJudge, gold.UsageByJudge]) };
    }

    /// <inheritdoc/>
    public IReadOnlyList<RubricFault> Faults(Rubric rubric)
    {
        ArgumentNullException.ThrowIfNull(rubric);
        // Criteria that name no judge have the configured one, which is looked at when the host starts.
        return
        [
            .. inner.Faults(rubric),
            .. rubric.Criteria.Where(c => c is { Kind: CriterionKind.Judge, Judge: not null }).Select(c => (c.Id, Fault: roster.Fault(c.Judge!, judge.Name)))
                .Where(c => c.Fault is not null).Select(c => new RubricFault(c.Id, $"rubric '{rubric.Name}', criterion '{c.Id}': {c.Fault}.")),
        ];
    }

    // The upper 53 bits as a number from 0 to 1.
    private bool IsDrawn(TrainingTask task, Sample sample) => (Seeds.Derive(sample.Seed, "gold", 0, task.Id) >> 11) * (1.0 / (1UL << 53)) < rate;
}
