using System.Collections.Concurrent;
using System.Text.Json;
using Hindsight.Training;
using Microsoft.AspNetCore.Http;

namespace Hindsight.Testing;

/// <summary>A judge's script that knows the true verdicts, and gives a share of its replies by a fault. Which one follows from the prompt and the attempt alone, never from the order of arrival.</summary>
/// <param name="seed">Another seed, other faults.</param>
/// <param name="share">The share of faulty replies, 0 to 1.</param>
/// <param name="truth">The true verdicts, from the prompt.</param>
/// <param name="onSilence">Told the prompt when a reply has stopped for good; a test that holds the clock lets its time be over then.</param>
public sealed class Chaos(ulong seed, double share, Func<string, (string Criterion, string Verdict)[]> truth, Action<string>? onSilence = null)
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<ChaosFault?>> _replies = new();

    /// <summary>What each prompt got, attempt by attempt; <see langword="null"/>: the truth.</summary>
    public IReadOnlyDictionary<string, ConcurrentQueue<ChaosFault?>> Replies => _replies;

    /// <summary>What a fault does once it says no more.</summary>
    public static Action SilenceOf(HttpContext http) => (Action)http.Items[nameof(SilenceOf)]!;

    /// <summary>Answers the request; for <see cref="ScriptedJudge.StartAsync"/>.</summary>
    public Task AnswerAsync(HttpContext http)
    {
        JsonElement request = ScriptedJudge.RequestOf(http);
        string prompt = ScriptedJudge.TextOf(request, 1);
        ConcurrentQueue<ChaosFault?> replies = _replies.GetOrAdd(prompt, _ => new());
        ulong drawn = Seeds.Derive(seed, "chaos", replies.Count, prompt);
        ChaosFault? fault = drawn % 10_000 < share * 10_000 ? ChaosFaults.All[(int)(drawn / 10_000 % (ulong)ChaosFaults.All.Count)] : null;
        replies.Enqueue(fault);
        http.Items[nameof(SilenceOf)] = () => onSilence?.Invoke(prompt);
        (string Criterion, string Verdict)[] verdicts = truth(prompt);
        return fault is not null ? fault.AnswerAsync(http, verdicts) : ScriptedJudge.Says(ChaosFaults.Oddities[(int)(drawn / 10_000 % (ulong)ChaosFaults.Oddities.Count)](verdicts))(http);
    }
}
