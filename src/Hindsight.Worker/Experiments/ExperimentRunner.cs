using System.Security.Cryptography;
using System.Text.Json;
using Hindsight.Tasks;
using Hindsight.Torch;
using Hindsight.Torch.Learning;
using Hindsight.Training;
using Hindsight.Worker.OrderDesk;

namespace Hindsight.Worker.Experiments;

/// <summary>Makes the comparison's runs through the training loop itself: each with a policy of its own on one processor thread, several at once.</summary>
/// <remarks>A run that was made before with the same settings, policy, prompts and rubric is not made again.</remarks>
internal sealed class ExperimentRunner : IDisposable
{
    private readonly ComparisonOptions _options;
    private readonly ExperimentParts _parts;
    private readonly ResultFolder _results;
    private readonly Action<string> _report;
    private readonly SemaphoreSlim _slots;
    private readonly string _policyHash;

    /// <param name="options">Steps, tasks, measurements, runs at once.</param>
    /// <param name="parts">What all runs share.</param>
    /// <param name="results">Where results are kept.</param>
    /// <param name="report">Told in a line of each run that ended.</param>
    public ExperimentRunner(ComparisonOptions options, ExperimentParts parts, ResultFolder results, Action<string> report)
    {
        (_options, _parts, _results, _report) = (options, parts, results, report);
        _slots = new SemaphoreSlim(options.Parallel);
        _policyHash = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(parts.PolicyFolder, "model.safetensors"))));
    }

    /// <summary>The run's result.</summary>
    public async Task<ArmResult> RunAsync(ArmRun run, CancellationToken cancellationToken)
    {
        TrainingSettings settings = Settings(run);
        string key = Key(settings);
        if (_results.Find(run.Arm.Id, run.Seed, key) is { } known) return known;
        await _slots.WaitAsync(cancellationToken);
        try
        {
            ArmResult result = await TrainAsync(run, settings, key, cancellationToken);
            _results.Keep(result);
            _report($"{run.Arm.Name}, seed {run.Seed}: score {result.Curve[0].Score:0.000} to {result.Final.Score:0.000} in {result.Seconds:0} s");
            return result;
        }
        finally
        {
            _slots.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _slots.Dispose();

    private async Task<ArmResult> TrainAsync(ArmRun run, TrainingSettings settings, string key, CancellationToken cancellationToken)
    {
        long start = _parts.Time.GetTimestamp();
        var curve = new CurveRecorder();
        DirectoryInfo folder = Directory.CreateTempSubdirectory("hindsight-experiment-");
        try
        {
            using PolicyModel model = PolicyModel.Load(new PolicyOptions { Path = _parts.PolicyFolder, Device = "cpu", Dtype = "fp32", Threads = 1 });
            using var policy = new TorchPolicy(model, model.Tokenizer!);
            using var learner = new TorchLearner(model, settings.Objective, settings.Optimizer, settings.Training.Steps);
            var loop = new TrainingLoop(
                new TrainingParts
                {
                    Policy = policy,
                    Learner = learner,
                    Grader = _parts.Grader,
                    Prompts = _parts.Prompts,
                    Rubrics = _parts.Rubrics,
                    Store = new DiscardingRunStore(),
                    Time = _parts.Time,
                    Observer = curve,
                },
                settings);
            var record = new RunRecord { Id = run.Arm.Id, StartedAt = _parts.Time.GetUtcNow(), Seed = run.Seed, Configuration = "{}", PromptsHash = _parts.PromptsHash };
            await loop.RunAsync(record, new RunFolder(folder.FullName), Tasks(run.Seed), new TrainingStop(CancellationToken.None, cancellationToken));
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        return new ArmResult
        {
            Arm = run.Arm.Id,
            Seed = run.Seed,
            Key = key,
            Curve = curve.Curve,
            Revisions = curve.Revisions,
            RevisionsKept = curve.RevisionsKept,
            RevisionsBetter = curve.RevisionsBetter,
            Seconds = _parts.Time.GetElapsedTime(start).TotalSeconds,
        };
    }

    private TrainingSettings Settings(ArmRun run) => run.Settings with
    {
        Seed = run.Seed,
        Training = run.Settings.Training with { Steps = _options.Steps },
        Evaluation = run.Settings.Evaluation with { Every = _options.EvaluateEvery },
        Checkpoints = new CheckpointOptions { Every = _options.Steps, Keep = 1 },
    };

    private IReadOnlyList<TrainingTask> Tasks(ulong seed) => OrderDeskTasks.Generate(seed, _options.TrainTasks, _options.HeldOutTasks);

    private string Key(TrainingSettings settings)
    {
        string rubric = _parts.Rubrics.Resolve(Tasks(settings.Seed)[0]).Version;
        object decisive = new { settings, policy = _policyHash, prompts = _parts.PromptsHash, rubric, _options.TrainTasks, _options.HeldOutTasks };
        return Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(decisive)));
    }
}
