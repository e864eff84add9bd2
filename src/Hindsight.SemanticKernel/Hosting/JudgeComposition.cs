using Hindsight.Grading;
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
        return new JudgeDirectory<Judge>(
            [.. judges.Select(name => new Judge(name, provider.GetRequiredService<IOptionsMonitor<JudgeOptions>>().Get(name), kernel, JudgeCallSettings.KeyOf(name), logger))],
            judge => judge.Name, Standard(provider) is { } standard && panels.Contains(standard) ? Panel(provider, standard).Judges[0] : Standard(provider));
    }

    /// <summary>Those who decide criteria.</summary>
    public static JudgeDirectory<ICriterionJudge> Graders(IServiceProvider provider, IReadOnlyList<string> judges, IReadOnlyList<string> panels)
    {
        var models = provider.GetRequiredService<JudgeDirectory<Judge>>();
        ICriterionJudge[] alone = [.. judges.Select(name => Grader(provider, models, name))];
        return new JudgeDirectory<ICriterionJudge>([.. alone, .. panels.Select(name => Together(name, Panel(provider, name), alone))], judge => judge.Name, Standard(provider));
    }

    /// <summary>The grader: the rubric's judges, then the held-out one, then the steering probe.</summary>
    public static IGrader Grader(IServiceProvider provider)
    {
        GradingOptions options = provider.GetRequiredService<IOptions<GradingOptions>>().Value;
        var graders = provider.GetRequiredService<JudgeDirectory<ICriterionJudge>>();
        var agent = provider.GetRequiredService<RubricGraderAgent>();
        IGrader grader = options.Gold is { Judge.Length: > 0, Rate: > 0 } gold ? new GoldGrader(agent, Find(gold.Judge), gold.Rate) : agent;
        return options.Steering.Action == SteeringAction.Off ? grader
            : new SteeringGrader(grader, Find(options.Steering.Judge), provider.GetRequiredService<PromptLibrary>(), options.Steering.Action);

        ICriterionJudge Find(string name) => graders.TryFind(name.Length == 0 ? null : name, out ICriterionJudge? judge, out string? fault) ? judge : throw new InvalidOperationException(fault);
    }

    private static ICriterionJudge Grader(IServiceProvider provider, JudgeDirectory<Judge> models, string name)
    {
        if (!models.TryFind(name, out Judge? model, out string? fault))
            throw new InvalidOperationException(fault);
        ICriterionJudge judge = Cached(provider, new EndpointJudge(model, provider.GetRequiredService<PromptLibrary>()));
        return provider.GetRequiredService<IOptionsMonitor<JudgeOptions>>().Get(name).Fallback is { Length: > 0 } fallback
            ? new FallbackJudge(judge, Grader(provider, models, fallback), provider.GetRequiredService<ILogger<FallbackJudge>>()) : judge;
    }

    /// <summary>The judge behind the store's verdicts, where there is a store that keeps them.</summary>
    private static ICriterionJudge Cached(IServiceProvider provider, ICacheableJudge judge) =>
        provider.GetRequiredService<IOptions<VerdictCacheOptions>>().Value is { Enabled: true } options && provider.GetService<IVerdictCache>() is { } cache
            ? new CachedJudge(judge, cache, options.TimeToLive, provider.GetRequiredService<TimeProvider>()) : judge;

    private static JudgePanel Together(string name, PanelOptions options, IReadOnlyList<ICriterionJudge> judges)
    {
        ICriterionJudge Find(string judge) => judges.First(j => j.Name == judge);
        return new JudgePanel(name, options.Rule, [.. options.Judges.Select(Find)], options.Escalation.Length > 0 ? Find(options.Escalation) : null);
    }

    private static PanelOptions Panel(IServiceProvider provider, string name) => provider.GetRequiredService<IOptionsMonitor<PanelOptions>>().Get(name);

    private static string? Standard(IServiceProvider provider) => provider.GetRequiredService<IOptions<GradingOptions>>().Value.Judge is { Length: > 0 } name ? name : null;
}
