using Hindsight.Grading;
using Hindsight.Policies;
using Hindsight.Rubrics;
using Hindsight.SemanticKernel.Hosting;
using Hindsight.SemanticKernel.Prompts;
using Hindsight.Tasks;

namespace Hindsight.SemanticKernel.Grading;

/// <summary>Asks of every answer that a judge graded whether it speaks to its grader. What code decided alone cannot be talked into anything and is not asked about.</summary>
internal sealed class SteeringGrader : IGrader
{
    private const string Question = "Judge/Steering";

    private readonly IGrader _inner;
    private readonly ICriterionJudge _judge;
    private readonly SteeringAction _action;
    private readonly Rubric _rubric;

    /// <exception cref="PromptException">The prompt is missing.</exception>
    public SteeringGrader(IGrader inner, ICriterionJudge judge, PromptLibrary prompts, SteeringAction action)
    {
        (_inner, _judge, _action) = (inner, judge, action);
        _rubric = new Rubric
        {
            Name = "steering", Version = prompts.Hash,
            Criteria = [new Criterion { Id = "steering", Text = prompts.Find(Question).Configuration.Template.Trim(), Kind = CriterionKind.Judge }],
        };
    }

    /// <inheritdoc/>
    public async Task<Grade> GradeAsync(TrainingTask task, Sample sample, CancellationToken cancellationToken)
    {
        Grade grade = await _inner.GradeAsync(task, sample, cancellationToken).ConfigureAwait(false);
        if (!grade.IsGraded || !grade.IsJudged)
            return grade;
        JudgedCriteria said = await _judge.JudgeAsync(new JudgingRequest(_rubric, _rubric.Criteria, task, sample), cancellationToken).ConfigureAwait(false);
        Verdict verdict = said.Verdicts[0];
        grade = grade with { UsageByJudge = JudgedCriteria.Sum([grade.UsageByJudge, said.Usage]), Steering = new SteeringFinding(verdict.Kind, verdict.Reason, _judge.Name) };
        return _action == SteeringAction.Flag ? grade : verdict.Kind switch
        {
            VerdictKind.Met => grade with { Score = 0, Steering = grade.Steering with { Zeroed = true } },
            VerdictKind.Unknown => grade with { Score = null, Cause = verdict.Cause, CauseDetail = $"whether it steers its grader: {verdict.Reason}" },
            _ => grade,
        };
    }

    /// <inheritdoc/>
    public IReadOnlyList<RubricFault> Faults(Rubric rubric) => _inner.Faults(rubric);
}
