using Hindsight.Curation;
using Hindsight.Grading;
using Hindsight.Rubrics;
using Hindsight.SemanticKernel.Hosting;
using Hindsight.SemanticKernel.Tests.Grading;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Hindsight.SemanticKernel.Tests.Hosting;

public sealed class GradingRegistrationTests
{
    [Fact]
    public async Task Start_WrongSettings_NamesAllFaultsAtOnce()
    {
        using IHost host = Build(
            ("Hindsight:Judge", "other"),
            ("Hindsight:Judges:main:Endpoint", "ftp://x"), ("Hindsight:Judges:main:MaxConcurrency", "0"), ("Hindsight:Judges:main:Retries", "-1"),
            ("Hindsight:Judges:main:AttemptTimeout", "00:10:00"), ("Hindsight:Judges:main:ApiKey", "a"), ("Hindsight:Judges:main:ApiKeyVariable", "HINDSIGHT_NO_SUCH_VARIABLE"),
            ("Hindsight:Judges:main:BreakRatio", "2"), ("Hindsight:Judges:main:Modell", "x"));

        Func<Task> act = () => host.StartAsync();

        AggregateException error = (await act.Should().ThrowAsync<AggregateException>()).Which;
        error.InnerExceptions.OfType<OptionsValidationException>().SelectMany(e => e.Failures).Should().BeEquivalentTo(
            "Hindsight:Judge is 'other'; expected one of main.",
            "Hindsight:Judges:main:Endpoint is 'ftp://x/'; expected an absolute http or https address.",
            "Hindsight:Judges:main:Model is ''; expected the model's name at the endpoint.",
            "Hindsight:Judges:main:ApiKey is given and ApiKeyVariable is 'HINDSIGHT_NO_SUCH_VARIABLE'; expected one of them at most.",
            "Hindsight:Judges:main:ApiKeyVariable is 'HINDSIGHT_NO_SUCH_VARIABLE'; expected the name of an environment variable that is set.",
            "Hindsight:Judges:main:MaxConcurrency is 0; expected 1 to 4096.",
            "Hindsight:Judges:main:Retries is -1; expected 0 to 100.",
            "Hindsight:Judges:main:BreakRatio is 2; expected more than 0 and at most 1.",
            "Hindsight:Judges:main:AttemptTimeout is 00:10:00 and TotalTimeout 00:05:00; expected an attempt's to be at most the whole call's.",
            "Hindsight:Judges:main:Modell is not a setting; a judge has Endpoint, Model, Policy, Undecided, InputPrice, OutputPrice, ApiKey, ApiKeyVariable, MaxConcurrency, Retries, RetryDelay, "
                + "AttemptTimeout, TotalTimeout, BreakRatio, BreakDuration, StructuredOutput, MaxTokensField.");
    }

    [Fact]
    public async Task Start_NothingConfigured_GradesByChecksAlone()
    {
        using IHost host = Build();
        await host.StartAsync();

        Grade grade = await host.Services.GetRequiredService<IGrader>().GradeAsync(Contexts.Task(), Contexts.Sample("x"), default);

        grade.Score.Should().Be(1);
        host.Services.GetRequiredService<IHindsightPromptWriter>().Should().NotBeNull();
        await host.StopAsync();
    }

    private static IHost Build(params (string Key, string Value)[] settings)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => (string?)s.Value));
        builder.Configuration["Hindsight:PromptsFolder"] = Path.Combine(Testing.Repository.Root, "prompts");
        builder.Services.AddSingleton<IRubricSource>(new FixedRubric(new Criterion { Id = "own", Text = "By code.", Kind = CriterionKind.Check, Check = "own" }));
        builder.Services.AddSingleton<ICheckRegistry>(new OwnChecks(VerdictKind.Met));
        builder.Services.AddHindsightGrading(builder.Configuration);
        return builder.Build();
    }
}
