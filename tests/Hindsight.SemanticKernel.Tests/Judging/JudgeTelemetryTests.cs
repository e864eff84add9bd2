using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Hindsight.Grading;
using Hindsight.Policies;
using Hindsight.SemanticKernel.Tests.Grading;
using Hindsight.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.SemanticKernel;

namespace Hindsight.SemanticKernel.Tests.Judging;

public sealed class JudgeTelemetryTests
{
    private static readonly FixedRubric Rubric = new(Contexts.Judged("polite", "The reply is polite."), Contexts.Judged("short", "The reply is short."));
    private static readonly string Good = ScriptedJudge.Verdicts(("polite", "met"), ("short", "unknown"));

    [Fact]
    public async Task Grade_Calls_AreAnActivityEachWithoutTexts()
    {
        using var seen = new Seen("traced");
        await using ScriptedJudge judge = await ScriptedJudge.StartAsync(ScriptedJudge.Says("{}"), ScriptedJudge.Says(Good), ScriptedJudge.Status(400));
        await using GradingHost host = Host(judge, "traced");

        await host.GradeAsync("a secret answer");
        await host.GradeAsync("a secret answer");

        seen.Activities.Select(a => $"{a.OperationName} {string.Join(' ', a.TagObjects.Select(t => $"{t.Key}={t.Value}"))} {a.Status}").Should().Equal(
            "judge judge=traced model=judge-model rubric=service criteria=2 outcome=Replied tokens.input=100 tokens.output=7 cost=0.0008 Unset",
            "judge judge=traced model=judge-model rubric=service criteria=2 outcome=Replied tokens.input=100 tokens.output=7 cost=0.0008 Unset",
            "judge judge=traced model=judge-model rubric=service criteria=2 outcome=JudgeTransport tokens.input=0 tokens.output=0 cost=0 Error");
    }

    [Fact]
    public async Task Grade_Calls_AreCountedByJudgeAndCause()
    {
        using var seen = new Seen("counted");
        await using ScriptedJudge judge = await ScriptedJudge.StartAsync(ScriptedJudge.Says("{}"), ScriptedJudge.Says(Good), ScriptedJudge.Status(400));
        await using GradingHost host = Host(judge, "counted");

        await host.GradeAsync("Thank you.");
        await host.GradeAsync("Thank you.");

        seen.Sum("hindsight.judge.calls", "outcome", "Replied").Should().Be(2);
        seen.Sum("hindsight.judge.calls", "outcome", "JudgeTransport").Should().Be(1);
        seen.Sum("hindsight.judge.tokens", "direction", "input").Should().Be(200);
        seen.Sum("hindsight.judge.cost", "judge", "counted").Should().BeApproximately(0.0016, 1e-12);
        seen.Sum("hindsight.judge.unknown", "cause", "JudgeUnknown").Should().Be(1);
        seen.Sum("hindsight.judge.unknown", "cause", "JudgeTransport").Should().Be(2);
        seen.Count("hindsight.judge.duration").Should().Be(3);
        seen.Sum("hindsight.judge.duration", "judge", "counted").Should().BePositive();
    }

    [Fact]
    public async Task Grade_ThePolicyItself_IsTracedAndCountedLikeAnyJudge()
    {
        using var seen = new Seen("own");
        await using var host = new GradingHost(Rubric, null, services => services.AddSingleton<IPolicy>(new ChoosingPolicy(_ => [-1, -9, -2, -9])), ("Hindsight:Judges:own:Policy", "true"));

        Grade grade = await host.GradeAsync("Thank you.");

        grade.Score.Should().Be(1);
        seen.Activities.Should().ContainSingle().Which.TagObjects.Should().Contain(new KeyValuePair<string, object?>("criteria", 2)).And.Contain(new KeyValuePair<string, object?>("tokens.input", grade.Usage.InputTokens));
        seen.Sum("hindsight.judge.calls", "outcome", "Replied").Should().Be(1);
    }

    [Fact]
    public async Task Grade_FiltersOfTheHost_SeeTheCallAndItsPrompt()
    {
        var filter = new Filter();
        await using ScriptedJudge judge = await ScriptedJudge.StartAsync(ScriptedJudge.Says(Good));
        await using var host = new GradingHost(Rubric, judge.Endpoint, services => services.AddSingleton<IPromptRenderFilter>(filter).AddSingleton<IFunctionInvocationFilter>(filter));

        await host.GradeAsync("Thank you.");

        filter.Seen.Should().Equal("invoking Judge_GradeCriteria", "rendered Thank you.: True", "invoked Judge_GradeCriteria");
    }

    private static GradingHost Host(ScriptedJudge judge, string name) => new(Rubric, null,
        ($"Hindsight:Judges:{name}:Endpoint", judge.Endpoint.ToString()), ($"Hindsight:Judges:{name}:Model", "judge-model"), ($"Hindsight:Judges:{name}:InputPrice", "1"),
        ($"Hindsight:Judges:{name}:OutputPrice", "100"));

    private sealed class Filter : IPromptRenderFilter, IFunctionInvocationFilter
    {
        public List<string> Seen { get; } = [];

        public async Task OnPromptRenderAsync(PromptRenderContext context, Func<PromptRenderContext, Task> next)
        {
            await next(context);
            Seen.Add($"rendered Thank you.: {context.RenderedPrompt!.Contains("Thank you.")}");
        }

        public async Task OnFunctionInvocationAsync(FunctionInvocationContext context, Func<FunctionInvocationContext, Task> next)
        {
            Seen.Add($"invoking {context.Function.Name}");
            await next(context);
            Seen.Add($"invoked {context.Function.Name}");
        }
    }

    /// <summary>What the source and the meter say of one judge; other tests have others.</summary>
    private sealed class Seen : IDisposable
    {
        private readonly ConcurrentQueue<(string Name, double Value, Dictionary<string, string?> Tags)> _measurements = new();
        private readonly ConcurrentQueue<Activity> _activities = new();
        private readonly ActivityListener _activityListener;
        private readonly MeterListener _meterListener = new();

        public Seen(string judge)
        {
            _activityListener = new ActivityListener
            {
                ShouldListenTo = source => source.Name == "Hindsight.Judges", Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
                ActivityStopped = activity =>
                {
                    if (activity.GetTagItem("judge") as string == judge) _activities.Enqueue(activity);
                },
            };
            ActivitySource.AddActivityListener(_activityListener);
            _meterListener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "Hindsight.Judges") listener.EnableMeasurementEvents(instrument);
            };
            _meterListener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(judge, instrument, value, tags));
            _meterListener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(judge, instrument, value, tags));
            _meterListener.Start();
        }

        public IReadOnlyList<Activity> Activities => [.. _activities];

        public double Sum(string name, string tag, string value) => _measurements.Where(m => m.Name == name && m.Tags.GetValueOrDefault(tag) == value).Sum(m => m.Value);

        public int Count(string name) => _measurements.Count(m => m.Name == name);

        public void Dispose()
        {
            _activityListener.Dispose();
            _meterListener.Dispose();
        }

        private void Add(string judge, Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            Dictionary<string, string?> found = [];
            foreach ((string key, object? tag) in tags) found[key] = tag?.ToString();
            if (found.GetValueOrDefault("judge") == judge) _measurements.Enqueue((instrument.Name, value, found));
        }
    }
}
