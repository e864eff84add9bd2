using System.Text.Json;
using Hindsight.Files;
using Hindsight.Grading;
using Hindsight.Learning;
using Hindsight.Rubrics;
using Hindsight.Tasks;
using Hindsight.Trajectories;

namespace Hindsight.Training;

/// <summary>One run's memory while it goes: store, metrics, checkpoints, held-out tasks. It opens where the newest checkpoint stands.</summary>
internal sealed class TrainingSession
{
    private static readonly JsonSerializerOptions BatchJson = new() { NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals };

    private readonly RunFolder _folder;
    private readonly TrainingSettings _settings;
    private readonly TrainingParts _parts;
    private readonly CheckpointStore _checkpoints;
    private readonly MetricsWriter _metrics;
    private readonly IReadOnlyList<TrainingTask> _tasks;
    private readonly List<TrainingTask> _heldOut;
    private RunRecord _run;
    private int _published = -1;

    public TrainingSession(RunRecord run, RunFolder folder, IReadOnlyList<TrainingTask> tasks, TrainingSettings settings, TrainingParts parts)
    {
        (_run, _folder, _tasks, _settings, _parts) = (run, folder, tasks, settings, parts);
        _heldOut = tasks.Where(t => t.Split == TaskSplit.HeldOut).ToList();
        Schedule = new TaskSchedule(tasks.Where(t => t.Split == TaskSplit.Train).ToList(), settings.Training.PromptsPerStep, settings.Seed);
        _checkpoints = new CheckpointStore(folder.Checkpoints, settings.Checkpoints.Keep);
        _metrics = new MetricsWriter(folder.Metrics);
        Grader = parts.Grader;
    }

    /// <summary>Which tasks each step trains on.</summary>
    public TaskSchedule Schedule { get; }

    /// <summary>The grader; after a kill it first replays what judges had said past the checkpoint.</summary>
    public IGrader Grader { get; private set; }

    /// <summary>Begins the run, or brings everything back to where the newest checkpoint stands.</summary>
    public async Task<TrainingState> OpenAsync(CancellationToken cancellationToken)
    {
        TrainingState? newest = _checkpoints.Newest();
        int? step = newest?.Step;
        _run = _run with { Status = RunStatus.Running, Failure = null, CheckpointedStep = step ?? 0 };
        await _parts.Store.SaveRunAsync(_run, cancellationToken).ConfigureAwait(false);
        if (_parts.Budget is { } budget)
        {
            IReadOnlyList<RubricUsage> spent = await RunUsage.ReadAsync(_parts.Store, _run.Id, newest?.Before, cancellationToken).ConfigureAwait(false);
            budget.GoOn(RunUsage.ByJudge(spent), (all, cancel) => _parts.Store.SaveSpendingAsync(_run.Id, all, cancel));
            await budget.KeepAsync(cancellationToken).ConfigureAwait(false);
        }

        await ReplayAsync(step ?? 0, cancellationToken).ConfigureAwait(false);
        await _metrics.TruncateAsync(step ?? 0, cancellationToken).ConfigureAwait(false);
        if (step is not null)
        {
            _published = step.Value;
            return await _checkpoints.LoadAsync(step.Value, _parts.Learner, cancellationToken).ConfigureAwait(false);
        }

        await _parts.Store.RecordTasksAsync(_run.Id, _tasks, cancellationToken).ConfigureAwait(false);
        EvaluationReport? before = await EvaluateAsync(0, cancellationToken).ConfigureAwait(false);
        var state = new TrainingState { RunId = _run.Id, Step = 0, Before = before, Latest = before, Best = before };
        await _parts.Store.FlushAsync(cancellationToken).ConfigureAwait(false);
        await _checkpoints.WriteAsync(state, _parts.Learner, cancellationToken).ConfigureAwait(false);
        Publish(state);
        return state;
    }

    /// <summary>Takes up what was edited in the rubrics since the step before; the whole step is judged by it.</summary>
    public RubricChanges TakeUpEdits(int step)
    {
        RubricChanges changes = _parts.Rubrics.Refresh(_tasks, Grader.Faults);
        if (changes.Lines.Any()) _parts.Observer?.OnRubrics(step, changes);
        return changes;
    }

    /// <summary>Keeps what a judge said before anything else happens, so that a kill does not ask again.</summary>
    public async Task RecordJudgedAsync(IReadOnlyList<Trajectory> trajectories, CancellationToken cancellationToken)
    {
        List<Trajectory> judged = trajectories.Where(t => t.Grade.IsJudged).ToList();
        if (judged.Count == 0) return;
        await _parts.Store.RecordTrajectoriesAsync(_run.Id, judged, cancellationToken).ConfigureAwait(false);
        await _parts.Store.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    public bool IsEvaluationDue(int step) =>
        _heldOut.Count > 0 && (step == _settings.Training.Steps || (_settings.Evaluation.Every > 0 && step % _settings.Evaluation.Every == 0));

    /// <summary>Measures the held-out tasks; <see langword="null"/> without any.</summary>
    public async Task<EvaluationReport?> EvaluateAsync(int step, CancellationToken cancellationToken)
    {
        if (_heldOut.Count == 0) return null;
        _parts.Observer?.OnPhase(step, TrainingPhase.Evaluating);
        EvaluationReport report = await new Evaluator(_parts.Policy, Grader, _parts.Rubrics).EvaluateAsync(
            _heldOut, _settings.Evaluation, _settings.Sampling, _settings.Hindsight.SuccessThreshold, _settings.Seed, cancellationToken).ConfigureAwait(false);
        if (HealthGates.Exhausted(_parts.Budget) is { } exhausted) throw Stopped(step, exhausted);
        _parts.Observer?.OnEvaluated(step, report);
        return report;
    }

    /// <summary>Makes a step durable: its checkpoint beside, its rows and metrics, then the checkpoint's name, which is what counts.</summary>
    public async Task<TrainingState> RecordAsync(TrainingState state, StepReport report, IReadOnlyList<TrajectoryGroup> groups, StepClock clock, TrainingStop stop)
    {
        bool due = state.Step % _settings.Checkpoints.Every == 0 || report.HeldOut is not null || state.Step == _settings.Training.Steps;
        bool checkpoint = due || stop.AfterStep.IsCancellationRequested;
        if (checkpoint) await _checkpoints.WriteAsync(state, _parts.Learner, stop.AtOnce).ConfigureAwait(false);
        report = report with { Times = clock.Read(report.SampledTokens) };
        List<Trajectory> trajectories = groups.SelectMany(g => g.Drafts.Concat(g.Revisions)).ToList();
        await _parts.Store.RecordTrajectoriesAsync(_run.Id, trajectories, stop.AtOnce).ConfigureAwait(false);
        await _parts.Store.RecordStepAsync(_run.Id, report, stop.AtOnce).ConfigureAwait(false);
        await _metrics.AppendAsync(report, stop.AtOnce).ConfigureAwait(false);
        if (checkpoint)
        {
            await _parts.Store.FlushAsync(stop.AtOnce).ConfigureAwait(false);
            Publish(state);
        }

        _parts.Observer?.OnStep(report);
        return state;
    }

    /// <summary>Ends the run between two steps.</summary>
    public async Task<TrainingResult> CloseAsync(TrainingState state, CancellationToken cancellationToken)
    {
        if (_published != state.Step)
        {
            await _parts.Store.FlushAsync(cancellationToken).ConfigureAwait(false);
            await _checkpoints.WriteAsync(state, _parts.Learner, cancellationToken).ConfigureAwait(false);
            Publish(state);
        }

        RunStatus status = state.Step >= _settings.Training.Steps ? RunStatus.Completed : RunStatus.Stopped;
        _run = _run with { Status = status, CheckpointedStep = state.Step };
        await _parts.Store.SaveRunAsync(_run, cancellationToken).ConfigureAwait(false);
        return new TrainingResult
        {
            RunId = _run.Id,
            Status = status,
            Steps = state.Step,
            Before = state.Before,
            After = state.After,
            PolicyStep = state.PolicyStep,
            Checkpoint = _checkpoints.PathOf(state.Step),
            PolicyCheckpoint = _checkpoints.PathOf(state.PolicyStep),
        };
    }

    /// <summary>Notes why the run failed; rows of the step in hand stay queued and are redone on resume.</summary>
    /// <exception cref="RunStoreException">The store fails too: the message names both, what happened first before it.</exception>
    public async Task FailAsync(Exception cause)
    {
        RunRecord failed = _run with { Status = RunStatus.Failed, Failure = cause.Message, CheckpointedStep = Math.Max(0, _published) };
        try
        {
            await _parts.Store.SaveRunAsync(failed, CancellationToken.None).ConfigureAwait(false);
        }
        catch (RunStoreException e)
        {
            throw new RunStoreException($"{cause.Message} Nor could this be noted in the store: {e.Message}", cause);
        }
    }

    public TrainingStoppedException Stopped(int step, GateFinding finding) =>
        new($"Step {step}: the health gate {finding.Gate} stopped the run: {finding.Message}. {LastCheckpoint()}");

    /// <summary>Writes the batch down and says where.</summary>
    public TrainingStoppedException NotFinite(LearningBatch batch, NonFiniteException cause)
    {
        string path = _folder.FailedBatch(batch.Step);
        Durable.WriteFile(path, JsonSerializer.SerializeToUtf8Bytes(batch, BatchJson));
        return new TrainingStoppedException($"Step {batch.Step}: {cause.Message} The batch lies in '{path}'. {LastCheckpoint()}", cause);
    }

    private string LastCheckpoint() => _published < 0 ? "There is no checkpoint yet." : $"The last good checkpoint is '{_checkpoints.PathOf(_published)}'.";

    private async Task ReplayAsync(int step, CancellationToken cancellationToken)
    {
        IReadOnlyList<Trajectory> past = await _parts.Store.ReadTrajectoriesAfterAsync(_run.Id, step, cancellationToken).ConfigureAwait(false);
        if (past.Any(t => t.Grade.IsJudged)) Grader = new GradeReplay(_parts.Grader, _parts.Rubrics, past);
        await _parts.Store.RewindAsync(_run.Id, step, cancellationToken).ConfigureAwait(false);
        await RecordJudgedAsync(past, cancellationToken).ConfigureAwait(false); // a second kill must find them again
    }

    private void Publish(TrainingState state)
    {
        _checkpoints.Publish(state);
        _published = state.Step;
    }
}
