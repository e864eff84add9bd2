#pragma warning disable
namespace Hindsight.Grading;
public sealed class GradeReplay(IGrader inner, IReadOnlyList<Trajectories.Trajectory> past) : IGrader {
 public Task<Grade> GradeAsync(Tasks.TrainingTask task, Policies.Sample sample, CancellationToken c) { _ = past; return inner.GradeAsync(task, sample, c); } }
