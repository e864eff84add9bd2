using System.ClientModel;
using System.ClientModel.Primitives;
using Hindsight.Curation;
using Hindsight.Grading;
using Hindsight.Rubrics;
using Hindsight.SemanticKernel.Curation;
using Hindsight.SemanticKernel.Grading;
using Hindsight.SemanticKernel.Judging;
using Hindsight.SemanticKernel.Prompts;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.SemanticKernel.ChatCompletion;
using Microsoft.SemanticKernel.Connectors.OpenAI;
using OpenAI;

namespace Hindsight.SemanticKernel.Hosting;

/// <summary>Registers the agents.</summary>
public static class GradingServiceCollectionExtensions
{
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Adds the grader (<see cref="IGrader"/>, <see cref="RubricGraderAgent"/>), the curator (<see cref="IHindsightPromptWriter"/>), the prompts, and every judge of
    /// <c>Hindsight:Judges</c>, each with its own resilience pipeline, and the panels of <c>Hindsight:Panels</c> that they sit on. The host adds an <see cref="IRubricSource"/> and an <see cref="ICheckRegistry"/>,
    /// and an <see cref="IVerdictCache"/> where verdicts are to be kept.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configuration">The whole configuration; settings are validated when the host starts, all faults at once.</param>
    public static IServiceCollection AddHindsightGrading(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        IConfigurationSection section = configuration.GetSection(JudgeOptions.Section);
        string[] judges = [.. section.GetChildren().Select(c => c.Key)];
        Dictionary<string, string> fallbacks = judges.ToDictionary(j => j, j => section.GetSection(j)[nameof(JudgeOptions.Fallback)] ?? "");
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IValidateOptions<JudgeOptions>, JudgeOptionsValidator>().AddSingleton<IValidateOptions<JudgeOptions>>(new SectionKeysValidator<JudgeOptions>(section, "a judge"));
        services.AddSingleton<IValidateOptions<JudgeOptions>>(new JudgeFallbackValidator(fallbacks));
        services.AddSingleton<IValidateOptions<VerdictCacheOptions>, VerdictCacheOptionsValidator>();
        services.AddOptions<VerdictCacheOptions>().Bind(configuration.GetSection(VerdictCacheOptions.Section)).ValidateOnStart();
        string[] panels = AddPanels(services, configuration.GetSection(PanelOptions.Section), judges);
        var roster = new JudgeRoster(fallbacks, panels.ToDictionary(p => p, p => MembersOf(configuration.GetSection(PanelOptions.Section).GetSection(p))));
        services.AddSingleton<IValidateOptions<GradingOptions>>(new GradingOptionsValidator(roster));
        services.AddOptions<GradingOptions>().Bind(configuration.GetSection(GradingOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<JudgeOptions>>(provider => new PolicyPresenceValidator(provider.GetService<IServiceProviderIsService>()));
        services.AddSingleton<IValidateOptions<BudgetOptions>, BudgetOptionsValidator>().AddOptions<BudgetOptions>().Bind(configuration.GetSection(BudgetOptions.Section)).ValidateOnStart();
        services.TryAddSingleton(provider => new JudgeBudget(provider.GetRequiredService<IOptions<BudgetOptions>>().Value));
        foreach (string judge in judges)
            AddJudge(services, judge, section.GetSection(judge));

        services.TryAddSingleton(provider => PromptLibrary.Load(PromptLibrary.FolderOf(
            provider.GetRequiredService<IOptions<GradingOptions>>().Value.PromptsFolder, Environment.CurrentDirectory, AppContext.BaseDirectory, provider.GetRequiredService<ILogger<PromptLibrary>>())));
        services.TryAddSingleton(provider => JudgeComposition.Models(provider, judges, panels));
        services.TryAddSingleton(provider => JudgeComposition.Graders(provider, judges, panels));
        services.TryAddSingleton(provider => new RubricGraderAgent(
            provider.GetRequiredService<IRubricSource>(), provider.GetRequiredService<ICheckRegistry>(), provider.GetRequiredService<PromptLibrary>(),
            provider.GetRequiredService<JudgeDirectory<ICriterionJudge>>(), provider.GetRequiredService<ILogger<RubricGraderAgent>>()));
        services.TryAddSingleton(provider => new JudgeCalibrationAgent(provider.GetRequiredService<JudgeDirectory<ICriterionJudge>>()));
        services.TryAddSingleton(provider => JudgeComposition.Grader(provider, roster));
        services.TryAddSingleton<IHindsightPromptWriter>(provider => new ExperienceCuratorAgent(
            provider.GetRequiredService<PromptLibrary>(), Annotator(provider), provider.GetRequiredService<ILogger<ExperienceCuratorAgent>>()));
        return services;
    }

    /// <summary>
    /// Adds the rubrics of a folder as the <see cref="IRubricSource"/>; needs an <see cref="ICheckRegistry"/>. A faulty file is an error when the first answer is graded. Edits hold from the next grade on
    /// (<see cref="WatchedRubrics"/>).
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="folder">The folder; a relative path is looked for in the working folder, else beside the executable.</param>
    /// <param name="standard">The rubric of tasks that name none.</param>
    public static IServiceCollection AddHindsightRubrics(this IServiceCollection services, string folder, string? standard = null)
    {
        services.AddLogging();
        // The grader, which depends on the rubrics, is asked about edits only.
        services.TryAddSingleton<IRubricSource>(provider => new WatchedRubrics(
            RubricCatalog.Load(Directory.Exists(folder) ? folder : Path.Combine(AppContext.BaseDirectory, folder), provider.GetRequiredService<ICheckRegistry>(), standard),
            rubric => provider.GetService<IGrader>()?.Faults(rubric) ?? [], provider.GetRequiredService<ILogger<WatchedRubrics>>()));
        return services;
    }

    private static string[] AddPanels(IServiceCollection services, IConfigurationSection section, IReadOnlyList<string> judges)
    {
        string[] panels = [.. section.GetChildren().Select(c => c.Key)];
        services.AddSingleton<IValidateOptions<PanelOptions>>(new PanelOptionsValidator(judges, panels)).AddSingleton<IValidateOptions<PanelOptions>>(new SectionKeysValidator<PanelOptions>(section, "a panel"));
        foreach (string panel in panels)
            services.AddOptions<PanelOptions>(panel).Bind(section.GetSection(panel)).ValidateOnStart();
        return panels;
    }

    // As it is written: what is wrong with it is told with the panel.
    private static IReadOnlyList<string> MembersOf(IConfigurationSection panel) =>
        [.. panel.GetSection(nameof(PanelOptions.Judges)).GetChildren().Select(c => c.Value).Append(panel[nameof(PanelOptions.Escalation)]).OfType<string>().Where(name => name.Length > 0)];

    private static void AddJudge(IServiceCollection services, string judge, IConfigurationSection section)
    {
        string key = JudgeCallSettings.KeyOf(judge);
        services.AddOptions<JudgeOptions>(judge).Bind(section).ValidateOnStart();
        IHttpClientBuilder client = services.AddHttpClient(key, http => http.Timeout = Timeout.InfiniteTimeSpan)
            // The chat service keeps its client, so connections and not handlers are what is renewed.
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .UseSocketsHttpHandler((handler, _) => (handler.PooledConnectionLifetime, handler.AllowAutoRedirect) = (ConnectionLifetime, false));
        client.AddResilienceHandler(key, (pipeline, context) =>
        {
            (JudgeOptions options, TimeProvider time) = (Options(context.ServiceProvider, judge), context.ServiceProvider.GetRequiredService<TimeProvider>());
            JudgeRate? rate = options.RequestsPerMinute > 0 || options.TokensPerMinute > 0 ? new JudgeRate(options.RequestsPerMinute, options.TokensPerMinute, time) : null;
            if (rate is not null)
                context.OnPipelineDisposed(rate.Dispose);
            JudgePipeline.Build(pipeline, options, time, rate, new BudgetGate(judge, options, context.ServiceProvider.GetRequiredService<JudgeBudget>()));
        });
        client.AddHttpMessageHandler(provider => new BudgetHandler(Options(provider, judge), provider.GetRequiredService<JudgeBudget>()));
        client.AddHttpMessageHandler(() => new WholeReplyHandler());
        services.TryAddKeyedSingleton<IChatCompletionService>(key, (provider, _) =>
        {
            JudgeOptions options = Options(provider, judge);
            var openAi = new OpenAIClient(new ApiKeyCredential(options.Key), new OpenAIClientOptions
            {
                Endpoint = options.Endpoint, Transport = new HttpClientPipelineTransport(provider.GetRequiredService<IHttpClientFactory>().CreateClient(key)),
                RetryPolicy = new ClientRetryPolicy(0), NetworkTimeout = Timeout.InfiniteTimeSpan,
            });
            var connector = new OpenAIChatCompletionService(options.Model, openAi, provider.GetRequiredService<ILoggerFactory>());
            return new MeteredChatService(connector, judge, options, provider.GetRequiredService<JudgeBudget>());
        });
    }

    private static Judge? Annotator(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<GradingOptions>>().Value.Advice && provider.GetRequiredService<JudgeDirectory<Judge>>().TryFind(null, out Judge? judge, out _) ? judge : null;

    private static JudgeOptions Options(IServiceProvider provider, string judge) => provider.GetRequiredService<IOptionsMonitor<JudgeOptions>>().Get(judge);
}
