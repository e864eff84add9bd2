using Hindsight.Grading;
using Hindsight.Policies;
using Hindsight.Tasks;

namespace Hindsight.EndToEnd.Victim;

/// <summary>The real grader, with a kill switch after each grade.</summary>
internal sealed class KillingGrader(IGrader inner, KillSwitch killer) : IGrader
{
    public async Task<Grade> GradeAsync(TrainingTask task, Sample sample, CancellationToken cancellationToken)
    {
        Grade grade = await inner.GradeAsync(task, sample, cancellationToken);
        killer.Reach("graded");
        return grade;
    }
}
