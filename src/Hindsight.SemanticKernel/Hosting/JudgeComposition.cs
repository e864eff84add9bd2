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
    public static JudgeDirectory<Judge> Models(IServiceProvider provider, IReadOnlyList<string> judges)
    {
        ILogger<Judge> logger = provider.GetRequiredService<ILogger<Judge>>();
        var kernel = new Kernel(provider);
        return new JudgeDirectory<Judge>(
            [.. judges.Select(name => new Judge(name, provider.GetRequiredService<IOptionsMonitor<JudgeOptions>>().Get(name), kernel, JudgeCallSettings.KeyOf(name), logger))],
            judge => judge.Name, Standard(provider));
    }

    /// <summary>Those who decide criteria.</summary>
    public static JudgeDirectory<ICriterionJudge> Graders(IServiceProvider provider, IReadOnlyList<string> judges)
    {
        var models = provider.GetRequiredService<JudgeDirectory<Judge>>();
        return new JudgeDirectory<ICriterionJudge>([.. judges.Select(name => Grader(provider, models, name))], judge => judge.Name, Standard(provider));
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

    private static string? Standard(IServiceProvider provider) => provider.GetRequiredService<IOptions<GradingOptions>>().Value.Judge is { Length: > 0 } name ? name : null;
}
