using Hindsight.Policies;
using Hindsight.Rubrics;
using Hindsight.Tasks;
using Hindsight.Trajectories;

namespace Hindsight.Grading;

/// <summary>
/// Gives judged answers of a killed run the verdicts that their judges had given before: a step that is redone samples the same answers, and a judge asked again
/// would cost again and might say otherwise. An answer counts as the same when its task, its seed (which stands for its step, purpose and index) and
/// every response token are equal, and the rubric has the version that it was judged by. Everything else goes on to the grader behind.
/// </summary>
public sealed class GradeReplay : IGrader
{
    private readonly IGrader _inner;
    private readonly IRubricSource _rubrics;
    private readonly Dictionary<(string TaskId, ulong Seed), Trajectory> _judged = [];

    /// <summary>A replay of what is stored.</summary>
    /// <param name="inner">Grades what is not.</param>
    /// <param name="rubrics">Tells a rubric's present version.</param>
    /// <param name="past">What was stored past the checkpoint. Only trajectories that are graded, and by a judge among others, are replayed.</param>
    public GradeReplay(IGrader inner, IRubricSource rubrics, IReadOnlyList<Trajectory> past)
    {
        ArgumentNullException.ThrowIfNull(past);
        (_inner, _rubrics) = (inner, rubrics);
        foreach (Trajectory trajectory in past.Where(t => t.Grade.IsGraded && t.Grade.IsJudged))
            _judged[(trajectory.TaskId, trajectory.Sample.Seed)] = trajectory;
    }

    /// <inheritdoc/>
    public Task<Grade> GradeAsync(TrainingTask task, Sample sample, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(sample);
        cancellationToken.ThrowIfCancellationRequested();
        return _judged.TryGetValue((task.Id, sample.Seed), out Trajectory? judged)
            && judged.Sample.ResponseTokens.AsSpan().SequenceEqual(sample.ResponseTokens)
            && IsPresentVersion(task, judged.Grade)
            ? Task.FromResult(judged.Grade)
            : _inner.GradeAsync(task, sample, cancellationToken);
    }

    /// <inheritdoc/>
    public IReadOnlyList<RubricFault> Faults(Rubric rubric) => _inner.Faults(rubric);

    private bool IsPresentVersion(TrainingTask task, Grade grade)
    {
        try
        {
            Rubric rubric = _rubrics.Resolve(task);
            return rubric.Name == grade.Rubric && rubric.Version == grade.RubricVersion;
        }
        catch (RubricException)
        {
            // The grader behind says what is wrong with the rubric.
            return false;
        }
    }
}
