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
    public static JudgeDirectory<Judge> Models(IServiceProvider provider, IReadOnlyList<string> judges)
    {
        ILogger<Judge> logger = provider.GetRequiredService<ILogger<Judge>>();
        var kernel = new Kernel(provider);
        (JudgeBudget budget, TimeProvider time) = (provider.GetRequiredService<JudgeBudget>(), provider.GetRequiredService<TimeProvider>());
        return new JudgeDirectory<Judge>(
            [.. judges.Where(name => !Options(provider, name).Policy).Select(name => new Judge(name, Options(provider, name), kernel, JudgeCallSettings.KeyOf(name), budget, time, logger))],
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
        PromptLibrary prompts = provider.GetRequiredService<PromptLibrary>();
        if (Options(provider, name) is { Policy: true } options)
        {
            return new PolicyJudge(
                name, options, provider.GetRequiredService<IPolicy>(), prompts, provider.GetRequiredService<JudgeBudget>(), provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<PolicyJudge>>());
        }
        return models.TryFind(name, out Judge? model, out string? fault)
            ? new EndpointJudge(model, prompts, provider.GetRequiredService<ICheckRegistry>()) : throw new InvalidOperationException(fault);
    }

    private static JudgeOptions Options(IServiceProvider provider, string name) => provider.GetRequiredService<IOptionsMonitor<JudgeOptions>>().Get(name);

    private static string? Standard(IServiceProvider provider) => provider.GetRequiredService<IOptions<GradingOptions>>().Value.Judge is { Length: > 0 } name ? name : null;
}
