using Hindsight.Curation;
using Hindsight.Grading;
using Hindsight.Learning;
using Hindsight.Policies;
using Hindsight.Rubrics;
using Hindsight.Tasks;
using Hindsight.Trajectories;

namespace Hindsight.Training;

/// <summary>Improves a policy from its own hindsight (HeRL, arXiv 2603.20046; specification, section 3).</summary>
/// <remarks>
/// One step: take up edited rubrics → sample → grade → curate → revise → grade → select → learn → record. The same settings, tasks and weights give the same bits,
/// however often the run is stopped or killed in between: what is past the newest checkpoint is redone.
/// </remarks>
public sealed class TrainingLoop
{
    private readonly TrainingParts _parts;
    private readonly TrainingSettings _settings;
    private readonly HindsightCurator _curator;
    private readonly LearningBatchBuilder _batches;
    private readonly HealthGates _gates;

    /// <summary>A loop over its parts.</summary>
    /// <exception cref="ArgumentException">The settings are faulty; the message names every fault.</exception>
    public TrainingLoop(TrainingParts parts, TrainingSettings settings)
    {
        ArgumentNullException.ThrowIfNull(parts);
        if (TrainingSettingsValidator.Validate(settings) is { Count: > 0 } faults) throw new ArgumentException(string.Join(Environment.NewLine, faults), nameof(settings));
        (_parts, _settings) = (parts, settings);
        _curator = new HindsightCurator(settings.Hindsight, settings.Seed);
        _batches = new LearningBatchBuilder(settings.Training, settings.Objective.Conditioning);
        _gates = new HealthGates(settings.Gates);
    }

    /// <summary>Runs to the last step, from the newest checkpoint where there is one.</summary>
    /// <param name="run">The run; its row is created or brought up to date.</param>
    /// <param name="folder">Where its files lie.</param>
    /// <param name="tasks">Training and held-out tasks.</param>
    /// <param name="stop">How it is told to end early.</param>
    /// <exception cref="TrainingStoppedException">A health gate stopped it, or a loss was not finite.</exception>
    /// <exception cref="RunStoreException">The store failed.</exception>
    /// <exception cref="OperationCanceledException">It was ended at once.</exception>
    public async Task<TrainingResult> RunAsync(RunRecord run, RunFolder folder, IReadOnlyList<TrainingTask> tasks, TrainingStop stop)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(folder);
        var session = new TrainingSession(run, folder, tasks, _settings, _parts);
        await _parts.Store.InitializeAsync(stop.AtOnce).ConfigureAwait(false);
        try
        {
            TrainingState state = await session.OpenAsync(stop.AtOnce).ConfigureAwait(false);
            _gates.State = state.Gates;
            while (state.Step < _settings.Training.Steps && !stop.AfterStep.IsCancellationRequested)
            {
                state = await StepAsync(session, state, stop).ConfigureAwait(false);
            }

            return await session.CloseAsync(state, stop.AtOnce).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException and not RunStoreException)
        {
            await session.FailAsync(e).ConfigureAwait(false);
            throw;
        }
    }

    private async Task<TrainingState> StepAsync(TrainingSession session, TrainingState state, TrainingStop stop)
    {
        CancellationToken cancel = stop.AtOnce;
        int step = state.Step + 1;
        RubricChanges edits = session.TakeUpEdits(step);
        var clock = new StepClock(_parts.Time, _parts.Observer, step);
        var rollout = new Rollout(_parts.Policy, session.Grader, _parts.Prompts, _settings);

        clock.Enter(TrainingPhase.Sampling);
        IReadOnlyList<TrainingTask> scheduled = session.Schedule.TasksOf(step);
        IReadOnlyList<TrainingTask> tasks = await rollout.FittingAsync(scheduled, cancel).ConfigureAwait(false);
        IReadOnlyList<Sample> samples = await rollout.SampleAsync(step, tasks, cancel).ConfigureAwait(false);

        clock.Enter(TrainingPhase.Grading);
        IReadOnlyList<Trajectory> drafts = await rollout.GradeAsync(step, tasks, samples, cancel).ConfigureAwait(false);
        await session.RecordJudgedAsync(drafts, cancel).ConfigureAwait(false);

        clock.Enter(TrainingPhase.Revising);
        List<IReadOnlyList<Trajectory>> grouped = drafts.Chunk(_settings.Training.GroupSize).ToList<IReadOnlyList<Trajectory>>();
        List<HindsightContext> candidates = tasks.Zip(grouped).SelectMany(g => Candidates(g.First, g.Second)).ToList();
        IReadOnlyList<Revision> asked = await rollout.ReviseAsync(step, candidates, cancel).ConfigureAwait(false);

        clock.Enter(TrainingPhase.Regrading);
        IReadOnlyList<Trajectory> revisions = await rollout.GradeAsync(step, asked, cancel).ConfigureAwait(false);
        await session.RecordJudgedAsync(revisions, cancel).ConfigureAwait(false);

        clock.Enter(TrainingPhase.Learning);
        ILookup<string, Trajectory> revisionsOf = revisions.ToLookup(r => r.TaskId);
        List<TrajectoryGroup> selected = tasks.Zip(grouped).Select(g => _curator.Select(g.First, g.Second, revisionsOf[g.First.Id].ToList())).ToList();
        IReadOnlyList<TrajectoryGroup> groups = HindsightCurator.AssignAdvantages(selected, _settings.Training.Advantage);
        LearningReport? learning = await LearnAsync(session, _batches.Build(step, groups), cancel).ConfigureAwait(false);

        IReadOnlyList<RubricUsage> advice = RubricUsage.Sum(asked.SelectMany(r => r.Prompt.UsageByJudge).Select(u => new RubricUsage(u.Key, "", u.Value)));
        StepReport report = StepReportBuilder.Build(
            step, scheduled.Count - tasks.Count, candidates.Count - asked.Count, groups, advice, _parts.Rubrics, _settings.Hindsight.SuccessThreshold, learning);
        IReadOnlyList<GateFinding> findings = _gates.Inspect(report, drafts.Concat(revisions).Select(t => t.Grade).ToList());
        report = report with { Warnings = findings.Select(f => $"{f.Gate}: {f.Message}").ToList(), RubricChanges = [.. edits.Lines] };
        // Answers that the budget left ungraded trip other gates too; it is the cause.
        if ((HealthGates.Exhausted(_parts.Budget) ?? findings.FirstOrDefault(f => f.Action == GateAction.Stop)) is { } fatal) throw session.Stopped(step, fatal);

        if (session.IsEvaluationDue(step))
        {
            clock.Enter(TrainingPhase.Evaluating);
            report = report with { HeldOut = await session.EvaluateAsync(step, cancel).ConfigureAwait(false) };
        }

        clock.Enter(TrainingPhase.Saving);
        state = state.Advance(report, _gates.State);
        return await session.RecordAsync(state, report, groups, clock, stop).ConfigureAwait(false);
    }

    // A task whose rubric cannot be applied has no graded draft, and no rubric to resolve.
    private IEnumerable<HindsightContext> Candidates(TrainingTask task, IReadOnlyList<Trajectory> drafts) =>
        drafts.Any(d => d.Grade.IsGraded) ? _curator.SelectCandidates(task, _parts.Rubrics.Resolve(task), drafts) : [];

    private async Task<LearningReport?> LearnAsync(TrainingSession session, LearningBatch batch, CancellationToken cancellationToken)
    {
        if (batch.MiniBatches.Count == 0) return null;
        try
        {
            return await _parts.Learner.UpdateAsync(batch, cancellationToken).ConfigureAwait(false);
        }
        catch (NonFiniteException e)
        {
            throw session.NotFinite(batch, e);
        }
    }
}
