using Hindsight.Curation;
using Hindsight.Grading;
using Hindsight.Policies;
using Hindsight.Tasks;
using Hindsight.Trajectories;

namespace Hindsight.Training;

/// <summary>Draws and grades a step's answers: drafts of tasks, revisions of drafts.</summary>
internal sealed class Rollout(IPolicy policy, IGrader grader, IHindsightPromptWriter prompts, TrainingSettings settings)
{
    /// <summary>The tasks whose prompt leaves room for an answer.</summary>
    public async Task<IReadOnlyList<TrainingTask>> FittingAsync(IReadOnlyList<TrainingTask> tasks, CancellationToken cancellationToken)
    {
        IReadOnlyList<int> lengths = await policy.MeasureAsync(tasks.Select(t => t.Messages).ToList(), cancellationToken).ConfigureAwait(false);
        return tasks.Where((_, i) => lengths[i] < policy.ContextLength).ToList();
    }

    /// <summary>N answers to each task.</summary>
    public Task<IReadOnlyList<Sample>> SampleAsync(int step, IReadOnlyList<TrainingTask> tasks, CancellationToken cancellationToken) =>
        policy.SampleAsync(
            tasks.SelectMany(task => Enumerable.Range(0, settings.Training.GroupSize).Select(index => new SampleRequest
            {
                Messages = task.Messages,
                Options = settings.Sampling,
                Seed = Seeds.Derive(settings.Seed, "draft", step, task.Id, index),
            })).ToList(),
            cancellationToken);

    /// <summary>The answers with their grades, in the same order.</summary>
    public async Task<IReadOnlyList<Trajectory>> GradeAsync(
        int step, IReadOnlyList<TrainingTask> tasks, IReadOnlyList<Sample> samples, CancellationToken cancellationToken)
    {
        int groupSize = settings.Training.GroupSize;
        Grade[] grades = await Task.WhenAll(samples.Select((sample, i) => grader.GradeAsync(tasks[i / groupSize], sample, cancellationToken))).ConfigureAwait(false);
        return samples.Select((sample, i) => new Trajectory
        {
            Step = step,
            TaskId = tasks[i / groupSize].Id,
            Index = i % groupSize,
            Role = TrajectoryRole.Sampled,
            Sample = sample,
            Grade = grades[i],
        }).ToList();
    }

    /// <summary>One revision of each chosen draft; a draft whose hindsight prompt leaves no room is not revised.</summary>
    public async Task<IReadOnlyList<Revision>> ReviseAsync(int step, IReadOnlyList<HindsightContext> candidates, CancellationToken cancellationToken)
    {
        HindsightPrompt[] written = await Task.WhenAll(candidates.Select(c => prompts.WriteAsync(c, cancellationToken))).ConfigureAwait(false);
        IReadOnlyList<int> lengths = await policy.MeasureAsync(written.Select(p => p.Messages).ToList(), cancellationToken).ConfigureAwait(false);
        var asked = candidates.Zip(written).Where((_, i) => lengths[i] < policy.ContextLength).ToList();
        SamplingOptions drawn = settings.Sampling with { Temperature = settings.Hindsight.RevisionTemperature };
        IReadOnlyList<Sample> samples = await policy.SampleAsync(
            asked.Select(a => new SampleRequest
            {
                Messages = a.Second.Messages,
                Options = drawn,
                Seed = Seeds.Derive(settings.Seed, "revision", step, a.First.Task.Id, a.First.Draft.Index),
            }).ToList(),
            cancellationToken).ConfigureAwait(false);
        return asked.Select((a, i) => new Revision(a.First, a.Second, samples[i])).ToList();
    }

    /// <summary>The revisions with their grades, in the same order.</summary>
    public async Task<IReadOnlyList<Trajectory>> GradeAsync(int step, IReadOnlyList<Revision> revisions, CancellationToken cancellationToken)
    {
        Grade[] grades = await Task.WhenAll(revisions.Select(r => grader.GradeAsync(r.Context.Task, r.Sample, cancellationToken))).ConfigureAwait(false);
        return revisions.Select((revision, i) => new Trajectory
        {
            Step = step,
            TaskId = revision.Context.Task.Id,
            Index = settings.Training.GroupSize + revision.Context.Draft.Index,
            Role = TrajectoryRole.Revised,
            ParentIndex = revision.Context.Draft.Index,
            Sample = revision.Sample,
            Grade = grades[i],
            HindsightPrompt = revision.Prompt.Messages,
            Advice = revision.Prompt.Advice,
        }).ToList();
    }
}
