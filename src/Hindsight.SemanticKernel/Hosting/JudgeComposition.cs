using Hindsight.Grading;
using Hindsight.Policies;
using Hindsight.SemanticKernel.Grading;
using Hindsight.SemanticKernel.Judging;
using Hindsight.SemanticKernel.Prompts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.SemanticKernel;

namespace Hindsight.SemanticKernel.Hosting;

/// <summary>Puts the configured judges together: what is asked, and what stands before it.</summary>
internal static class JudgeComposition
{
    /// <summary>The models behind endpoints, for whoever asks them anything.</summary>
    /// <param name="provider">Their parts.</param>
    /// <param name="judges">Their names.</param>
    /// <param name="panels">The names of panels; where one of these is asked when none is named, its first judge stands for it.</param>
    public static JudgeDirectory<Judge> Models(IServiceProvider provider, IReadOnlyList<string> judges, IReadOnlyList<string> panels)
    {
        ILogger<Judge> logger = provider.GetRequiredService<ILogger<Judge>>();
        var kernel = new Kernel(provider);
        (JudgeBudget budget, TimeProvider time) = (provider.GetRequiredService<JudgeBudget>(), provider.GetRequiredService<TimeProvider>());
        return new JudgeDirectory<Judge>(
            [.. judges.Where(name => !Options(provider, name).Policy).Select(name => new Judge(name, Options(provider, name), kernel, JudgeCallSettings.KeyOf(name), budget, time, logger))],
            judge => judge.Name, Standard(provider) is { } standard && panels.Contains(standard) ? Panel(provider, standard).Judges[0] : Standard(provider));
    }

    /// <summary>Those who decide criteria.</summary>
    public static JudgeDirectory<ICriterionJudge> Graders(IServiceProvider provider, IReadOnlyList<string> judges, IReadOnlyList<string> panels)
    {
        var models = provider.GetRequiredService<JudgeDirectory<Judge>>();
        // One of each, whoever asks it: the same that is asked at the same time is asked once.
        Dictionary<string, ICriterionJudge> alone = judges.ToDictionary(name => name, name => Alone(provider, models, name));
        return new JudgeDirectory<ICriterionJudge>(
            [.. judges.Select(name => WithFallback(provider, alone, name)), .. panels.Select(name => Together(name, Panel(provider, name), alone))], judge => judge.Name, Standard(provider));
    }

    /// <summary>The grader: the rubric's judges, then the held-out one, then the steering probe.</summary>
    public static IGrader Grader(IServiceProvider provider, JudgeRoster roster)
    {
        GradingOptions options = provider.GetRequiredService<IOptions<GradingOptions>>().Value;
        var graders = provider.GetRequiredService<JudgeDirectory<ICriterionJudge>>();
        var agent = provider.GetRequiredService<RubricGraderAgent>();
        IGrader grader = options.Gold is { Judge.Length: > 0, Rate: > 0 } gold ? new GoldGrader(agent, FallbackJudge.Alone(Find(gold.Judge)), gold.Rate, roster) : agent;
        return options.Steering.Action == SteeringAction.Off ? grader
            : new SteeringGrader(grader, Find(options.Steering.Judge), provider.GetRequiredService<PromptLibrary>(), options.Steering.Action);

        ICriterionJudge Find(string name) => graders.TryFind(name.Length == 0 ? null : name, out ICriterionJudge? judge, out string? fault) ? judge : throw new InvalidOperationException(fault);
    }

    private static ICriterionJudge Alone(IServiceProvider provider, JudgeDirectory<Judge> models, string name) =>
        Options(provider, name) is { Policy: true } options ? OfPolicy(provider, name, options) : Cached(provider, OfModel(provider, models, name));

    private static ICriterionJudge WithFallback(IServiceProvider provider, Dictionary<string, ICriterionJudge> alone, string name) => Options(provider, name).Fallback is { Length: > 0 } fallback
        ? new FallbackJudge(alone[name], WithFallback(provider, alone, fallback), provider.GetRequiredService<ILogger<FallbackJudge>>()) : alone[name];

    private static EndpointJudge OfModel(IServiceProvider provider, JudgeDirectory<Judge> models, string name) => models.TryFind(name, out Judge? model, out string? fault)
        ? new EndpointJudge(model, provider.GetRequiredService<PromptLibrary>(), provider.GetRequiredService<ICheckRegistry>()) : throw new InvalidOperationException(fault);

    // Its weights change while it is trained, and asking costs nothing but time: its verdicts are not kept.
    private static PolicyJudge OfPolicy(IServiceProvider provider, string name, JudgeOptions options) => new(
        name, options, provider.GetRequiredService<IPolicy>(), provider.GetRequiredService<PromptLibrary>(), provider.GetRequiredService<JudgeBudget>(),
        provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<PolicyJudge>>());

    /// <summary>The judge behind the store's verdicts, where there is a store that keeps them.</summary>
    private static ICriterionJudge Cached(IServiceProvider provider, ICacheableJudge judge) =>
        provider.GetRequiredService<IOptions<VerdictCacheOptions>>().Value is { Enabled: true } options && provider.GetService<IVerdictCache>() is { } cache
            ? new CachedJudge(judge, cache, options.TimeToLive, provider.GetRequiredService<TimeProvider>()) : judge;

    // A judge that could not be asked has no vote: another's word in its place would count twice.
    private static JudgePanel Together(string name, PanelOptions options, Dictionary<string, ICriterionJudge> alone) =>
        new(name, options.Rule, [.. options.Judges.Select(judge => alone[judge])], options.Escalation.Length > 0 ? alone[options.Escalation] : null);

    private static JudgeOptions Options(IServiceProvider provider, string name) => provider.GetRequiredService<IOptionsMonitor<JudgeOptions>>().Get(name);

    private static PanelOptions Panel(IServiceProvider provider, string name) => provider.GetRequiredService<IOptionsMonitor<PanelOptions>>().Get(name);

    private static string? Standard(IServiceProvider provider) => provider.GetRequiredService<IOptions<GradingOptions>>().Value.Judge is { Length: > 0 } name ? name : null;
}
