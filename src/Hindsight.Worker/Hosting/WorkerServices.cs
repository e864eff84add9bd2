using Hindsight.Checks;
using Hindsight.Curation;
using Hindsight.Grading;
using Hindsight.Learning;
using Hindsight.Policies;
using Hindsight.Rubrics;
using Hindsight.SemanticKernel.Hosting;
using Hindsight.SemanticKernel.Prompts;
using Hindsight.Storage;
using Hindsight.Torch;
using Hindsight.Torch.Learning;
using Hindsight.Training;
using Hindsight.Worker.Configuration;
using Hindsight.Worker.Policies;
using Hindsight.Worker.Runs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Hindsight.Worker.Hosting;

/// <summary>Puts the parts together that the settings describe.</summary>
internal static class WorkerServices
{
    /// <summary>The parts, for a command.</summary>
    public static ServiceProvider Build(HindsightSettings settings, Places places, TimeProvider time, Action<ILoggingBuilder> logging) =>
        new ServiceCollection().AddHindsight(settings, places, time).AddLogging(logging).BuildServiceProvider();

    /// <summary>Adds the parts: each is made when it is first asked for.</summary>
    public static IServiceCollection AddHindsight(this IServiceCollection services, HindsightSettings settings, Places places, TimeProvider time)
    {
        services.AddSingleton(time);
        services.AddHindsightChecks();
        // Before grading adds its own, which counts from the process's working folder, not from that of the places.
        services.AddSingleton(provider => PromptLibrary.Load(places.Prompts(settings.PromptsFolder, provider.GetRequiredService<ILogger<PromptLibrary>>())));
        services.AddHindsightGrading(SettingsJson.ToConfiguration(settings));
        services.AddHindsightStorage(options => (options.Path, options.LockTimeoutSeconds) = (settings.Storage.Path, settings.Storage.LockTimeoutSeconds));
        services.AddSingleton(provider => TaskSource.Load(settings, places, provider.GetRequiredService<ICheckRegistry>()));
        services.AddSingleton<IRubricSource>(provider => new LiveRubrics(provider.GetRequiredService<TaskSource>().Rubrics));
        services.AddSingleton(_ => LoadedPolicy.LoadModel(settings.Policy, places, Seeds.Derive(settings.Seed, "init")));
        services.AddSingleton<IPolicy>(provider =>
        {
            PolicyModel model = provider.GetRequiredService<PolicyModel>();
            return new TorchPolicy(model, model.Tokenizer!, settings.Policy.MaxBatch);
        });
        services.AddSingleton<ILearner>(provider => new TorchLearner(provider.GetRequiredService<PolicyModel>(), settings.Objective, settings.Optimizer, OptimizerSteps(settings)));
        services.AddSingleton(provider => new TrainingParts
        {
            Rubrics = provider.GetRequiredService<IRubricSource>(),
            Policy = provider.GetRequiredService<IPolicy>(),
            Learner = provider.GetRequiredService<ILearner>(),
            Grader = provider.GetRequiredService<IGrader>(),
            Prompts = provider.GetRequiredService<IHindsightPromptWriter>(),
            Store = provider.GetRequiredService<IRunStore>(),
            Budget = provider.GetRequiredService<JudgeBudget>(),
            Time = time,
        });
        services.AddSingleton(provider => new TrainingRunner(
            provider.GetRequiredService<TrainingParts>(), provider.GetRequiredService<TaskSource>().Tasks, provider.GetRequiredService<PromptLibrary>().Hash));
        return services;
    }

    /// <summary>Logs to standard error, as <c>Logging</c> in the configuration says.</summary>
    public static ILoggingBuilder AddStandardError(this ILoggingBuilder logging)
    {
        logging.AddSimpleConsole(options => (options.SingleLine, options.ColorBehavior) = (true, LoggerColorBehavior.Default));
        logging.Services.Configure<ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
        return logging;
    }

    /// <summary>Where linear and cosine schedules end: as configured, or with the run.</summary>
    internal static long OptimizerSteps(HindsightSettings settings) => settings.Optimizer.TotalSteps > 0
        ? settings.Optimizer.TotalSteps
        : (long)settings.Training.Steps * (settings.Training.PromptsPerStep / settings.Training.PromptsPerMiniBatch) * settings.Optimizer.Epochs;
}
