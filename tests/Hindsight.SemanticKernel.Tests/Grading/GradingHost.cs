using Hindsight.Curation;
using Hindsight.Grading;
using Hindsight.Rubrics;
using Hindsight.SemanticKernel.Grading;
using Hindsight.SemanticKernel.Hosting;
using Hindsight.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Hindsight.SemanticKernel.Tests.Grading;

/// <summary>The agents as a host composes them from configuration, with a judge named <c>main</c> that repeats quickly.</summary>
internal sealed class GradingHost : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public GradingHost(IRubricSource rubrics, Uri? endpoint, params (string Key, string Value)[] settings)
        : this(rubrics, endpoint, _ => { }, settings)
    {
    }

    public GradingHost(IRubricSource rubrics, Uri? endpoint, Action<IServiceCollection> configure, params (string Key, string Value)[] settings)
    {
        Dictionary<string, string?> values = new() { ["Hindsight:PromptsFolder"] = Path.Combine(Repository.Root, "prompts") };
        if (endpoint is not null)
        {
            values["Hindsight:Judges:main:Endpoint"] = endpoint.ToString();
            values["Hindsight:Judges:main:Model"] = "judge-model";
            values["Hindsight:Judges:main:RetryDelay"] = "00:00:00.001";
            values["Hindsight:Judges:main:BreakRatio"] = "1";
        }
        foreach ((string key, string value) in settings)
            values[key] = value;
        IServiceCollection services = new ServiceCollection();
        services.AddSingleton(rubrics).AddSingleton<ICheckRegistry>(new OwnChecks(VerdictKind.Met));
        configure(services);
        services.AddHindsightGrading(new ConfigurationBuilder().AddInMemoryCollection(values).Build());
        _services = services.BuildServiceProvider();
    }

    public RubricGraderAgent Grader => _services.GetRequiredService<RubricGraderAgent>();

    /// <summary>The grader with everything that stands before it.</summary>
    public IGrader Top => _services.GetRequiredService<IGrader>();

    public JudgeBudget Budget => _services.GetRequiredService<JudgeBudget>();

    public IHindsightPromptWriter Curator => _services.GetRequiredService<IHindsightPromptWriter>();

    public Task<Grade> GradeAsync(string answer, CancellationToken cancellationToken = default) => Top.GradeAsync(Contexts.Task(), Contexts.Sample(answer), cancellationToken);

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
