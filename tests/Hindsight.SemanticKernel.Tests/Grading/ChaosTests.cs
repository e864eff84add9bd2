using System.Globalization;
using System.Text.RegularExpressions;
using Hindsight.Grading;
using Hindsight.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Hindsight.SemanticKernel.Tests.Grading;

/// <summary>A judge whose replies are faulty, in every way there is. Wherever a faulty reply says verdicts, they are wrong ones: what is scored by one is seen.</summary>
public sealed partial class ChaosTests
{
    private const int Answers = 512;

    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(59);

    // 3 · polite − refund + tone, of 4.
    private static readonly FixedRubric Rubric = new(
        Contexts.Judged("polite", "The reply is polite.", 3), Contexts.Judged("refund", "The reply promises a refund.", -1),
        Contexts.Judged("tone", "The tone fits.") with { Levels = [new(0, "cold"), new(0.5, "neutral"), new(1, "warm")] });

    // An attempt's time is over when its reply has stopped, however slow the machine.
    private readonly TimersByCaller _time = new(AttemptTimeout);

    public static TheoryData<string> Faults => [.. ChaosFaults.All.Select(f => f.Name)];

    [Theory]
    [InlineData(1, 12, 0.90)]
    [InlineData(2, 1, 0.75)]
    public async Task Grade_ThreeRepliesInTenAreFaulty_NoAnswerIsMisScoredAndEachUngradedOneHasItsCause(ulong seed, int retries, double leastGraded)
    {
        var chaos = new Chaos(seed, 0.3, TruthOf, Silence);
        await using ScriptedJudge judge = await ScriptedJudge.StartAsync(chaos.AnswerAsync);
        await using GradingHost host = Host(judge, retries);
        string[] answers = [.. Enumerable.Range(0, Answers).Select(Answer)];

        Grade[] grades = await Task.WhenAll(answers.Select(answer => GradeAsync(host, answer)));

        Dictionary<string, ChaosFault?[]> replies = chaos.Replies.ToDictionary(r => AnswerIn(r.Key), r => r.Value.ToArray());
        foreach ((string answer, Grade grade) in answers.Zip(grades))
            Check(answer, grade, replies[answer]);
        grades.Count(g => g.IsGraded).Should().BeGreaterThan((int)(leastGraded * Answers));
        replies.Values.Sum(r => r.Count(f => f is not null)).Should().BeGreaterThan(Answers / 4);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Grade_EachFaultByItself_TwiceThenTheTruth(string name)
    {
        ChaosFault fault = ChaosFaults.All.Single(f => f.Name == name);
        List<ChaosFault?> replies = [];
        await using ScriptedJudge judge = await ScriptedJudge.StartAsync(http =>
        {
            string prompt = ScriptedJudge.TextOf(ScriptedJudge.RequestOf(http), 1);
            http.Items[nameof(Chaos.SilenceOf)] = () => Silence(prompt);
            replies.Add(replies.Count < 2 ? fault : null);
            return replies[^1] is null ? ScriptedJudge.Says(ScriptedJudge.Verdicts(TruthOf(prompt)))(http) : fault.AnswerAsync(http, TruthOf(prompt));
        });
        await using GradingHost host = Host(judge, retries: 2);
        string answer = Answer(1);

        Grade grade = await GradeAsync(host, answer);

        Check(answer, grade, [.. replies]);
        // What may pass is sent again; a reply that cannot be used is asked for once more; anything else stands.
        replies.Should().HaveCount(fault.Cause switch
        {
            UngradedCause.JudgeFormat => 2,
            UngradedCause.JudgeRefused or UngradedCause.JudgeUnknown => 1,
            _ when name is "404" or "302 to another page" or "choices that are none" or "tokens beyond all numbers" => 1,
            _ => 3,
        });
    }

    private static void Check(string answer, Grade grade, ChaosFault?[] replies)
    {
        string story = $"{answer} got {string.Join(", ", replies.Select(f => f?.Name ?? "the truth"))}: {grade.CauseDetail}";
        (grade.Score, grade.Cause).Should().Be(replies[^1] is { } last ? ((double?)null, (UngradedCause?)CauseOf(last, replies)) : (ScoreOf(answer), null), story);
        (grade.CauseDetail is null).Should().Be(grade.IsGraded, story);
        int read = replies.Count(f => f is null or { IsRead: true });
        (grade.Usage.InputTokens, grade.Usage.OutputTokens).Should().Be((100L * read, 7L * read), story);
        grade.Usage.Calls.Should().BeInRange(1, 2, story);
    }

    /// <summary>Where a judge has spoken, that nobody could ask it once more leaves its faulty reply the cause.</summary>
    private static UngradedCause CauseOf(ChaosFault last, ChaosFault?[] replies) =>
        last.Cause is UngradedCause.JudgeTransport or UngradedCause.JudgeTimeout && replies.Any(r => r?.Cause == UngradedCause.JudgeFormat) ? UngradedCause.JudgeFormat : last.Cause;

    private GradingHost Host(ScriptedJudge judge, int retries) => new(
        Rubric, judge.Endpoint, services => services.AddSingleton<TimeProvider>(_time),
        ("Hindsight:Judges:main:MaxConcurrency", "128"), ("Hindsight:Judges:main:Retries", $"{retries}"), ("Hindsight:Judges:main:AttemptTimeout", $"{AttemptTimeout}"));

    private static Task<Grade> GradeAsync(GradingHost host, string answer) => TimersByCaller.AsAsync(answer, () => host.GradeAsync(answer));

    private void Silence(string prompt) => _time.Fire(AnswerIn(prompt));

    private static string Answer(int i) =>
        string.Create(CultureInfo.InvariantCulture, $"Answer {i}: polite={(i % 2 == 0 ? "met" : "unmet")} refund={(i % 3 == 0 ? "met" : "unmet")} tone={(i / 6 % 3) + 1}.");

    private static string AnswerIn(string prompt) => Whole().Match(prompt).Value;

    private static (string Criterion, string Verdict)[] TruthOf(string text) => [.. Said().Matches(text).Select(m => (m.Groups[1].Value, m.Groups[2].Value))];

    private static double ScoreOf(string answer)
    {
        Dictionary<string, string> truth = TruthOf(answer).ToDictionary(v => v.Criterion, v => v.Verdict);
        double tone = truth["tone"] switch { "1" => 0, "2" => 0.5, _ => 1 };
        return Math.Max(0, ((truth["polite"] == "met" ? 3 : 0) - (truth["refund"] == "met" ? 1 : 0) + tone) / 4);
    }

    [GeneratedRegex(@"(polite|refund|tone)=(\w+)")]
    private static partial Regex Said();

    [GeneratedRegex(@"Answer \d+:.*\.")]
    private static partial Regex Whole();
}
