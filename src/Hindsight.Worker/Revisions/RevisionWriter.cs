using Hindsight.Curation;
using Hindsight.Grading;
using Hindsight.Policies;
using Hindsight.Rubrics;
using Hindsight.Tasks;
using Hindsight.Training;

namespace Hindsight.Worker.Revisions;

/// <summary>Makes conversations that teach revising: a policy's failed draft, the hindsight prompt of the training loop, and the draft mended for all checks of its task.</summary>
/// <remarks>The same policy, tasks, options and seed give the same conversations.</remarks>
internal sealed class RevisionWriter(
    IPolicy policy, IGrader grader, IRubricSource rubrics, ICheckRegistry checks, IHindsightPromptWriter prompts, SamplingOptions sampling, double successThreshold, ulong seed)
{
    // Enough to fill the batches of a policy; a signal is heeded between two.
    private const int TasksAtOnce = 16;

    private readonly DraftReview _review = new(rubrics, successThreshold);
    private readonly AnswerRepair _repair = new(checks);

    /// <summary>Samples, grades and mends.</summary>
    /// <param name="tasks">The tasks; held-out ones are passed over.</param>
    /// <param name="options">How much of it.</param>
    /// <param name="progress">Told after each batch of tasks, with the number done and the number in all.</param>
    /// <param name="cancellationToken">Ends it between two batches.</param>
    /// <returns>The conversations, in the order of tasks and drafts, and what became of the drafts.</returns>
    public async Task<(IReadOnlyList<IReadOnlyList<ChatMessage>> Conversations, RevisionReport Report)> WriteAsync(
        IReadOnlyList<TrainingTask> tasks, RevisionOptions options, Action<int, int> progress, CancellationToken cancellationToken)
    {
        List<TrainingTask> train = [.. tasks.Where(t => t.Split == TaskSplit.Train)], mendable = [.. train.Where(IsDecidedByCode)];
        IReadOnlyList<int> lengths = await policy.MeasureAsync([.. mendable.Select(t => t.Messages)], cancellationToken).ConfigureAwait(false);
        List<TrainingTask> fitting = [.. mendable.Where((_, i) => lengths[i] < policy.ContextLength)];
        var report = new RevisionReport { Tasks = train.Count, Judged = train.Count - mendable.Count, TooLong = mendable.Count - fitting.Count };
        List<IReadOnlyList<ChatMessage>> conversations = [];
        int done = 0;
        foreach (TrainingTask[] part in fitting.Chunk(TasksAtOnce))
        {
            cancellationToken.ThrowIfCancellationRequested();
            IReadOnlyList<SampleRequest> requests = [.. part.SelectMany(task => Enumerable.Range(0, options.Samples).Select(index => Request(task, index)))];
            IReadOnlyList<Sample> drafts = await policy.SampleAsync(requests, cancellationToken).ConfigureAwait(false);
            for (int i = 0; i < drafts.Count; i++)
            {
                TrainingTask task = part[i / options.Samples];
                if (await MendAsync(task, drafts[i], report, cancellationToken).ConfigureAwait(false) is not { } revision) continue;
                conversations.Add(revision);
                if (options.AlsoPlain) conversations.Add([.. task.Messages, revision[^1]]);
            }

            progress(done += part.Length, fitting.Count);
        }

        return (conversations, report);
    }

    private bool IsDecidedByCode(TrainingTask task) => rubrics.Resolve(task).Criteria.All(c => c.Kind == CriterionKind.Check);

    private SampleRequest Request(TrainingTask task, int index) => new() { Messages = task.Messages, Options = sampling, Seed = Seeds.Derive(seed, "revisions draft", 0, task.Id, index) };

    /// <summary>The conversation of a draft, or <see langword="null"/>: it passes, or it cannot be mended.</summary>
    private async Task<IReadOnlyList<ChatMessage>?> MendAsync(TrainingTask task, Sample draft, RevisionReport report, CancellationToken cancellationToken)
    {
        report.Drafts++;
        Grade grade = await grader.GradeAsync(task, draft, cancellationToken).ConfigureAwait(false);
        if (!grade.IsGraded)
        {
            report.Ungraded++;
            return null;
        }

        if (_review.Of(task, draft, grade) is not { } context)
        {
            report.Passing++;
            return null;
        }

        RepairedAnswer mended = _repair.Mend(draft.Text, rubrics.Resolve(task).Criteria, draft.Seed);
        report.Add(mended.Missed.Select(c => c.Check!), mended.Left.Select(c => c.Check!));
        if (mended.Text is null) return null;
        Grade after = await grader.GradeAsync(task, draft with { Text = mended.Text }, cancellationToken).ConfigureAwait(false);
        if (!(after.Score > grade.Score))
        {
            report.NoHigher++;
            return null;
        }

        report.Mended++;
        HindsightPrompt prompt = await prompts.WriteAsync(context, cancellationToken).ConfigureAwait(false);
        return [.. prompt.Messages, ChatMessage.Assistant(mended.Text)];
    }
}
