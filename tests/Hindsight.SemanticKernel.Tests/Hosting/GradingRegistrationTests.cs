using Hindsight.Curation;
using Hindsight.Grading;
using Hindsight.Rubrics;
using Hindsight.SemanticKernel.Hosting;
using Hindsight.SemanticKernel.Judging;
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
            ("Hindsight:Judges:main:BreakRatio", "2"), ("Hindsight:Judges:main:Modell", "x"), ("Hindsight:Judges:main:RequestsPerMinute", "-1"), ("Hindsight:Judges:main:TokensPerMinute", "-2"),
            ("Hindsight:Judges:main:Fallback", "nobody"), ("Hindsight:Cache:TimeToLive", "00:00:00"));

        Func<Task> act = () => host.StartAsync();

        AggregateException error = (await act.Should().ThrowAsync<AggregateException>()).Which;
        error.InnerExceptions.OfType<OptionsValidationException>().SelectMany(e => e.Failures).Should().BeEquivalentTo(
            "Hindsight:Judge is 'other'; expected one of main.",
            "Hindsight:Judges:main:Endpoint is 'ftp://x/'; expected an absolute http or https address.",
            "Hindsight:Judges:main:Model is ''; expected the model's name at the endpoint.",
            "Hindsight:Judges:main:ApiKey is given and ApiKeyVariable is 'HINDSIGHT_NO_SUCH_VARIABLE'; expected one of them at most.",
            "Hindsight:Judges:main:ApiKeyVariable is 'HINDSIGHT_NO_SUCH_VARIABLE'; expected the name of an environment variable that is set.",
            "Hindsight:Judges:main:MaxConcurrency is 0; expected 1 to 4096.",
            "Hindsight:Judges:main:RequestsPerMinute is -1; expected 0 (any number) or more.",
            "Hindsight:Judges:main:TokensPerMinute is -2; expected 0 (any number) or more.",
            "Hindsight:Judges:main:Retries is -1; expected 0 to 100.",
            "Hindsight:Judges:main:BreakRatio is 2; expected more than 0 and at most 1.",
            "Hindsight:Judges:main:AttemptTimeout is 00:10:00 and TotalTimeout 00:05:00; expected an attempt's to be at most the whole call's.",
            "Hindsight:Judges:main:Modell is not a setting; a judge has Endpoint, Model, Policy, Undecided, InputPrice, OutputPrice, ApiKey, ApiKeyVariable, MaxConcurrency, RequestsPerMinute, TokensPerMinute, Retries, RetryDelay, "
                + "AttemptTimeout, TotalTimeout, BreakRatio, BreakDuration, Fallback, StructuredOutput, MaxTokensField.",
            "Hindsight:Judges:main:Fallback is 'nobody'; expected one of main.",
            "Hindsight:Cache:TimeToLive is 00:00:00; expected more than 00:00:00 and at most 36500.00:00:00.");
    }

    [Fact]
    public void Validate_FallbacksInACircle_NamesEachJudgeOfIt()
    {
        var rules = new JudgeFallbackValidator(new Dictionary<string, string> { ["a"] = "b", ["b"] = "c", ["c"] = "b", ["d"] = "d", ["e"] = "f", ["f"] = "" });

        string?[] faults = [.. new[] { ("a", "b"), ("b", "c"), ("c", "b"), ("d", "d"), ("e", "f"), ("f", "") }.Select(j => rules.Validate(j.Item1, new JudgeOptions { Fallback = j.Item2 }).FailureMessage)];

        faults.Should().Equal(
            null,
            "Hindsight:Judges:b:Fallback is 'c'; expected a judge that does not fall back to 'b' itself (b → c → b).",
            "Hindsight:Judges:c:Fallback is 'b'; expected a judge that does not fall back to 'c' itself (c → b → c).",
            "Hindsight:Judges:d:Fallback is 'd'; expected a judge that does not fall back to 'd' itself (d → d).",
            null, null);
    }

    [Fact]
    public async Task Start_WrongPanels_NamesAllFaultsAtOnce()
    {
        using IHost host = Build(
            ("Hindsight:Judges:a:Endpoint", "http://h/v1"), ("Hindsight:Judges:a:Model", "m"), ("Hindsight:Judges:b:Endpoint", "http://h/v1"), ("Hindsight:Judges:b:Model", "m"), ("Hindsight:Judge", "lost"),
            ("Hindsight:Panels:duo:Judges:0", "a"), ("Hindsight:Panels:duo:Judges:1", "b"), ("Hindsight:Panels:duo:Escalation", "b"),
            ("Hindsight:Panels:one:Judges:0", "a"), ("Hindsight:Panels:one:Escalation", "duo"), ("Hindsight:Panels:one:Rulle", "Median"),
            ("Hindsight:Panels:B:Judges:0", "duo"), ("Hindsight:Panels:B:Judges:1", "a"), ("Hindsight:Panels:B:Judges:2", "a"), ("Hindsight:Panels:B:Judges:3", "x"), ("Hindsight:Panels:B:Rule", "9"));

        Func<Task> act = () => host.StartAsync();

        AggregateException error = (await act.Should().ThrowAsync<AggregateException>()).Which;
        error.InnerExceptions.OfType<OptionsValidationException>().SelectMany(e => e.Failures).Should().BeEquivalentTo(
            "Hindsight:Judge is 'lost'; expected one of a, b, B, duo, one.",
            "Hindsight:Panels:duo:Escalation is 'b', one of the panel's judges; expected another, who has not decided yet.",
            "Hindsight:Panels:one:Judges has 1; expected at least 2 judges.",
            "Hindsight:Panels:one:Escalation is 'duo'; panels do not nest: expected one of a, b.",
            "Hindsight:Panels:one:Rulle is not a setting; a panel has Judges, Rule, Escalation.",
            "Hindsight:Panels:B has the name of a judge; expected one of its own.",
            "Hindsight:Panels:B:Judges names 'duo'; panels do not nest: expected one of a, b.",
            "Hindsight:Panels:B:Judges names 'a' more than once; expected different judges.",
            "Hindsight:Panels:B:Judges names 'x'; expected one of a, b.",
            "Hindsight:Panels:B:Rule is 9; expected Majority, Median, Unanimous.");
    }

    [Theory]
    [InlineData("j", "j", "Judge is 'j', which answers are trained on; expected another")]
    [InlineData("p", "j", "Judge is 'j' and the judge that answers are trained on 'p': both ask j; expected a gold judge that is held out")]
    [InlineData("k", "p", "Judge is 'p' and the judge that answers are trained on 'k': both ask k; expected a gold judge that is held out")]
    [InlineData("p", "e", "Judge is 'e' and the judge that answers are trained on 'p': both ask e; expected a gold judge that is held out")]
    [InlineData("p", "q", "Judge is 'q' and the judge that answers are trained on 'p': both ask k, e; expected a gold judge that is held out")]
    [InlineData("f", "j", "Judge is 'j' and the judge that answers are trained on 'f': both ask j; expected a gold judge that is held out")]
    [InlineData("j", "f", null)]
    [InlineData("p", "f", null)]
    public async Task Start_GoldJudge_SharesNobodyWithTheJudgeThatIsTrainedOn(string judge, string gold, string? fault)
    {
        using IHost host = Build(
        [
            .. new[] { "e", "f", "g", "j", "k" }.SelectMany(name => new[] { ($"Hindsight:Judges:{name}:Endpoint", "http://h/v1"), ($"Hindsight:Judges:{name}:Model", "m") }),
            ("Hindsight:Judges:f:Fallback", "g"), ("Hindsight:Judges:g:Fallback", "j"), ("Hindsight:Judge", judge), ("Hindsight:Gold:Judge", gold),
            ("Hindsight:Panels:p:Judges:0", "j"), ("Hindsight:Panels:p:Judges:1", "k"), ("Hindsight:Panels:p:Escalation", "e"),
            ("Hindsight:Panels:q:Judges:0", "k"), ("Hindsight:Panels:q:Judges:1", "e"),
        ]);

        Exception? error = await Record.ExceptionAsync(() => host.StartAsync());

        (error as OptionsValidationException)?.Failures.Should().Equal($"Hindsight:Gold:{fault}.");
        (error is null).Should().Be(fault is null, error?.Message);
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
