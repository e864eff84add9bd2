using System.Diagnostics;
using System.Diagnostics.Metrics;
using Hindsight.Grading;

namespace Hindsight.SemanticKernel.Judging;

/// <summary>Traces and counts judges' calls. The name of the activity source and of the meter is <c>Hindsight.Judges</c>; neither holds any text of tasks, answers or replies.</summary>
internal static class JudgeTelemetry
{
    public const string SourceName = "Hindsight.Judges";

    private static readonly ActivitySource Source = new(SourceName);
    private static readonly Meter Meter = new(SourceName);
    private static readonly Counter<long> Calls = Meter.CreateCounter<long>("hindsight.judge.calls", description: "Calls by judge and outcome.");
    private static readonly Counter<long> Tokens = Meter.CreateCounter<long>("hindsight.judge.tokens", description: "Tokens by judge and direction, as the endpoints report them.");
    private static readonly Counter<double> Cost = Meter.CreateCounter<double>("hindsight.judge.cost", description: "What the tokens cost at the configured prices, by judge.");
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("hindsight.judge.duration", "s", "How long calls take with all repetitions, by judge and outcome.");
    private static readonly Counter<long> Unknown = Meter.CreateCounter<long>("hindsight.judge.unknown", description: "Criteria that a judge left unknown, by judge and cause.");
    private static readonly Counter<long> AdviceFailures = Meter.CreateCounter<long>("hindsight.curator.advice_failures", description: "Failed drafts whose hindsight prompt has no advice because the judge failed, by cause.");

    /// <summary>Begins a call's activity; <see langword="null"/>: nobody listens.</summary>
    /// <param name="judge">The judge's name.</param>
    /// <param name="model">Its model.</param>
    /// <param name="rubric">The rubric's name; empty where criteria are not what it is asked about.</param>
    /// <param name="criteria">How many criteria it is asked about.</param>
    public static Activity? Start(string judge, string model, string rubric, int criteria) => Source.StartActivity("judge", ActivityKind.Client) is { } activity
        ? activity.SetTag("judge", judge).SetTag("model", model).SetTag("rubric", rubric).SetTag("criteria", criteria) : null;

    /// <summary>Ends a call.</summary>
    public static void Record(Activity? activity, string judge, GradeUsage usage, UngradedCause? cause, TimeSpan elapsed)
    {
        string outcome = cause?.ToString() ?? "Replied";
        Calls.Add(1, new("judge", judge), new("outcome", outcome));
        Tokens.Add(usage.InputTokens, new("judge", judge), new("direction", "input"));
        Tokens.Add(usage.OutputTokens, new("judge", judge), new("direction", "output"));
        Cost.Add(usage.Cost, new KeyValuePair<string, object?>("judge", judge));
        Duration.Record(elapsed.TotalSeconds, new("judge", judge), new("outcome", outcome));
        activity?.SetTag("outcome", outcome).SetTag("tokens.input", usage.InputTokens).SetTag("tokens.output", usage.OutputTokens).SetTag("cost", usage.Cost);
        if (cause is not null)
            activity?.SetStatus(ActivityStatusCode.Error);
    }

    public static void RecordUnknown(string judge, IEnumerable<Verdict> verdicts)
    {
        foreach (Verdict verdict in verdicts.Where(v => v.Kind == VerdictKind.Unknown))
            Unknown.Add(1, new("judge", judge), new("cause", verdict.Cause.ToString()));
    }

    public static void RecordAdviceFailure(string cause) => AdviceFailures.Add(1, new KeyValuePair<string, object?>("cause", cause));
}
