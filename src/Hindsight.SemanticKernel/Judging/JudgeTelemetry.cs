using System.Diagnostics.Metrics;

namespace Hindsight.SemanticKernel.Judging;

/// <summary>Counts judges' calls and tokens. The meter's name is <c>Hindsight.Judges</c>.</summary>
internal static class JudgeTelemetry
{
    public const string MeterName = "Hindsight.Judges";

    private static readonly Meter Meter = new(MeterName);
    private static readonly Counter<long> Calls = Meter.CreateCounter<long>("hindsight.judge.calls", description: "Calls by judge and outcome.");
    private static readonly Counter<long> Tokens = Meter.CreateCounter<long>("hindsight.judge.tokens", description: "Tokens by judge and direction, as the endpoints report them.");
    private static readonly Counter<long> AdviceFailures = Meter.CreateCounter<long>("hindsight.curator.advice_failures", description: "Failed drafts whose hindsight prompt has no advice because the judge failed, by cause.");

    public static void Record(string judge, JudgeReply reply)
    {
        Calls.Add(1, new("judge", judge), new("outcome", reply.Cause?.ToString() ?? "Replied"));
        Tokens.Add(reply.Usage.InputTokens, new("judge", judge), new("direction", "input"));
        Tokens.Add(reply.Usage.OutputTokens, new("judge", judge), new("direction", "output"));
    }

    public static void RecordAdviceFailure(string cause) => AdviceFailures.Add(1, new KeyValuePair<string, object?>("cause", cause));
}
