using Hindsight.Checks;
using Hindsight.Curation;
using Hindsight.Grading;
using Hindsight.Policies;
using Hindsight.Rubrics;
using Hindsight.SemanticKernel.Hosting;
using Hindsight.Tasks;
using Hindsight.Torch;
using Hindsight.Torch.Learning;
using Hindsight.Training;
using Hindsight.Worker.Experiments;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Hindsight.Benchmarks;

/// <summary>Steps of the training loop as a run takes them: sampling, grading by checks, revising, learning; without a store's rows and checkpoints.</summary>
internal sealed class StepBenchmark(
    PolicyModel model, IReadOnlyList<TrainingTask> tasks, IRubricSource rubrics, int promptsPerStep, int groupSize, SamplingOptions sampling) : ITrainingObserver
{
    private readonly List<StepReport> _steps = [];

    /// <summary>One step to warm up, then the repetitions.</summary>
    public async Task<IReadOnlyList<Measurement>> RunAsync(int repetitions)
    {
        var settings = new TrainingSettings
        {
            Training = new TrainingOptions { Steps = repetitions + 1, GroupSize = groupSize, PromptsPerStep = promptsPerStep, PromptsPerMiniBatch = promptsPerStep },
            Sampling = sampling,
            Checkpoints = new CheckpointOptions { Every = repetitions + 1, Keep = 1 },
        };
        DirectoryInfo folder = Directory.CreateTempSubdirectory("hindsight-step-");
        try
        {
            await using ServiceProvider services = new ServiceCollection().AddLogging().AddHindsightChecks().AddSingleton(rubrics)
                .AddHindsightGrading(new ConfigurationBuilder().AddInMemoryCollection([new("Hindsight:PromptsFolder", Path.Combine(AppContext.BaseDirectory, "prompts"))]).Build())
                .BuildServiceProvider();
            using var policy = new TorchPolicy(model, model.Tokenizer!);
            using var learner = new TorchLearner(model, settings.Objective, settings.Optimizer, settings.Training.Steps);
            var parts = new TrainingParts
            {
                Policy = policy,
                Learner = learner,
                Grader = services.GetRequiredService<IGrader>(),
                Prompts = services.GetRequiredService<IHindsightPromptWriter>(),
                Rubrics = rubrics,
                Store = new DiscardingRunStore(),
                Observer = this,
            };
            var run = new RunRecord { Id = "step", StartedAt = DateTimeOffset.UnixEpoch, Seed = settings.Seed, Configuration = "{}", PromptsHash = "" };
            await new TrainingLoop(parts, settings).RunAsync(run, new RunFolder(folder.FullName), tasks, default);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        return [.. _steps.Skip(1).Select(Measured)];
    }

    /// <summary>6 P operations a learned token and 2 P a sampled one, over the matrix multiplication's; prompts before sampling are not counted.</summary>
    public double ShareOf(MachineLimit limit, Measurement median)
    {
        StepReport step = _steps.Skip(1).First(s => Measured(s).Duration == median.Duration);
        double operations = model.Architecture.ParameterCount * (2.0 * step.SampledTokens + 6.0 * (step.Learning?.ComputedTokens ?? 0));
        return operations / limit.OperationsPerSecond / median.Duration.TotalSeconds;
    }

    public void OnPhase(int step, TrainingPhase phase)
    {
    }

    public void OnEvaluated(int step, EvaluationReport report)
    {
    }

    public void OnStep(StepReport report) => _steps.Add(report);

    // Saving is left out: only the last step has a checkpoint.
    private static Measurement Measured(StepReport step)
    {
        StepTimes t = step.Times;
        return new Measurement(step.SampledTokens, TimeSpan.FromSeconds(t.Total - t.Save), new Dictionary<string, double>
        {
            ["sample"] = t.Sample, ["grade"] = t.Grade, ["revise"] = t.Revise, ["regrade"] = t.Regrade, ["learn"] = t.Learn, ["total"] = t.Total - t.Save,
        });
    }
}
