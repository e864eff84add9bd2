using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Hindsight.Grading;
using Hindsight.Storage;
using Hindsight.Testing;
using Hindsight.Trajectories;
using Microsoft.AspNetCore.Http;

namespace Hindsight.Worker.Tests.Training;

/// <summary>The whole program with a judge whose verdicts are kept, and with one that fails.</summary>
[Collection(TrainingProcesses.Name)]
public sealed partial class JudgeFailureTests(TinyPolicy policy) : IDisposable
{
    private const int Steps = 3, DraftsPerStep = 4;

    private static readonly Func<HttpContext, Task> Good = ScriptedJudge.Says(ScriptedJudge.Verdicts(("kind", "unmet"), ("short", "met")));

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Eval_Again_MakesNoCallUntilAPromptChanges()
    {
        await using ScriptedJudge judge = await ScriptedJudge.StartAsync(Good);
        string[] eval = Arguments(judge, ["eval"]);

        WorkerOutcome first = await RunAsync(eval);
        int calls = judge.Requests.Count;
        WorkerOutcome second = await RunAsync(eval);

        first.ExitCode.Should().Be(0, first.Error);
        calls.Should().Be(1);
        first.Output.Should().Contain("| judges: calls");
        Numbers(second).Should().Equal(Numbers(first).Where(l => !l.StartsWith("| judges: ", StringComparison.Ordinal)), "verdicts that are kept cost nothing");
        judge.Requests.Should().HaveCount(calls);

        string prompts = Path.Combine(Repository.Root, "prompts");
        foreach (string file in Directory.EnumerateFiles(prompts, "*", SearchOption.AllDirectories))
            _folder.Write(Path.Combine("prompts", Path.GetRelativePath(prompts, file)), File.ReadAllText(file).Replace("You grade an answer", "You judge an answer", StringComparison.Ordinal));
        (await RunAsync(eval)).ExitCode.Should().Be(0);
        judge.Requests.Should().HaveCount(2 * calls);
    }

    [Fact]
    public async Task Train_SameAnswersAgain_MakesNoCallAndLearnsTheSame()
    {
        await using ScriptedJudge judge = await ScriptedJudge.StartAsync(Good);
        string[] Train(string run) => Arguments(judge, ["train", "--run", run, "--steps", $"{Steps}", "--set", "Advice=false"]);

        WorkerOutcome first = await RunAsync(Train("first"));
        int calls = judge.Requests.Count;
        WorkerOutcome second = await RunAsync(Train("second"));

        first.ExitCode.Should().Be(0, first.Error);
        second.ExitCode.Should().Be(0, second.Error);
        calls.Should().BeGreaterThanOrEqualTo(Steps * DraftsPerStep);
        judge.Requests.Should().HaveCount(calls);
        IReadOnlyList<Trajectory> asked = await StoredAsync("first"), kept = await StoredAsync("second");
        kept.Select(t => (t.Sample.Text, t.Grade.Score, t.Advantage)).Should().Equal(asked.Select(t => (t.Sample.Text, t.Grade.Score, t.Advantage)));
        kept.Should().OnlyContain(t => t.Grade.Verdicts.All(v => v.Source == "judge:main") && t.Grade.UsageByJudge.Count == 0);
        File.ReadAllBytes(PolicyOf("second")).Should().Equal(File.ReadAllBytes(PolicyOf("first")));
    }

    [Fact]
    public async Task Train_JudgeBreaksDown_IsStoppedByTheHealthGateAndResumesFromTheLastCheckpoint()
    {
        // Two of four tasks are one step's; the third that is asked about begins the second step.
        var asked = new ConcurrentDictionary<string, bool>();
        bool healed = false;
        await using ScriptedJudge judge = await ScriptedJudge.StartAsync(http =>
        {
            string order = Order().Match(ScriptedJudge.TextOf(ScriptedJudge.RequestOf(http), 1)).Value;
            if (order != "Order 4")
                asked.TryAdd(order, true);
            return asked.Count <= 2 || Volatile.Read(ref healed) ? Good(http) : ScriptedJudge.Status(500)(http);
        });

        WorkerOutcome stopped = await RunAsync(Arguments(judge, ["train", "--run", "judged", "--steps", $"{Steps}", "--set", "Advice=false", "--set", "Judges:main:Retries=1"]));

        stopped.ExitCode.Should().Be(1, stopped.Output);
        string checkpoint = Path.Combine(_folder.Path, "runs", "judged", "checkpoints");
        stopped.Error.Should().MatchRegex(@"Step 2: the health gate UngradedShare stopped the run: \d+ ?% of the step's answers are ungraded \(JudgeTransport \d\); the limit is 50 ?%\. The last good checkpoint is '")
            .And.Contain(checkpoint);
        (await RunAsync(["runs", "list"])).Output.Should().Contain("failed");

        Volatile.Write(ref healed, true);
        WorkerOutcome resumed = await RunAsync(["runs", "resume", "judged"]);

        resumed.ExitCode.Should().Be(0, resumed.Error);
        IReadOnlyList<Trajectory> stored = await StoredAsync("judged");
        stored.Where(t => t.Role == TrajectoryRole.Sampled).Should().HaveCount(Steps * DraftsPerStep);
        stored.Should().OnlyContain(t => t.Grade.IsGraded);
    }

    [Fact]
    public async Task Train_ThreeRepliesInTenAreFaulty_GoesOnAndNoAnswerIsMisScored()
    {
        var chaos = new Chaos(seed: 5, share: 0.3, _ => [("kind", "unmet"), ("short", "met")]);
        await using ScriptedJudge judge = await ScriptedJudge.StartAsync(chaos.AnswerAsync);

        WorkerOutcome train = await RunAsync(Arguments(judge, ["train", "--run", "judged", "--steps", "6", "--set", "Advice=false", "--set", "Judges:main:Retries=8"]));

        train.ExitCode.Should().Be(0, train.Error);
        chaos.Replies.Values.SelectMany(r => r).Count(f => f is not null).Should().BeGreaterThan(4);
        IReadOnlyList<Trajectory> stored = await StoredAsync("judged");
        stored.Where(t => t.Grade.IsGraded).SelectMany(t => t.Grade.Verdicts).Select(v => (v.CriterionId, v.Kind)).Distinct().Should()
            .BeEquivalentTo([("kind", VerdictKind.Unmet), ("short", VerdictKind.Met)]);
        stored.Where(t => !t.Grade.IsGraded).Should().OnlyContain(t => t.Grade.Cause != null && t.Grade.CauseDetail!.Length > 0);
        stored.Count(t => t.Grade.IsGraded).Should().BeGreaterThan(stored.Count * 8 / 10);
    }

    private string[] Arguments(ScriptedJudge judge, string[] command)
    {
        _folder.Write("tasks.jsonl", string.Concat(Enumerable.Range(0, 5).Select(i => $$"""{"id":"t{{i}}","prompt":"Order {{i}} is late.","split":"{{(i < 4 ? "train" : "heldout")}}"}""" + "\n")));
        _folder.Write("rubrics/reply.yaml", "criteria:\n  - id: kind\n    text: Is kind\n  - id: short\n    text: Is short\n");
        return
        [
            .. command, "--tasks", "tasks.jsonl", "--rubric", "reply",
            .. policy.Arguments(
                "--set", $"Judges:main:Endpoint={judge.Endpoint}", "--set", "Judges:main:Model=scripted", "--set", "Judges:main:RetryDelay=00:00:00.001", "--set", "Judges:main:BreakRatio=1",
                "--set", "Judges:main:AttemptTimeout=00:00:20", "--set", "Gates:NoSpreadShareAction=Off"),
        ];
    }

    private static IEnumerable<string> Numbers(WorkerOutcome outcome) =>
        outcome.Output.Split('\n').Where(l => !l.Contains("---", StringComparison.Ordinal)).Select(l => string.Join(' ', l.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    private string PolicyOf(string run) => Path.Combine(_folder.Path, "runs", run, "policy", "model.safetensors");

    private async Task<IReadOnlyList<Trajectory>> StoredAsync(string run)
    {
        await using var store = new EntityFrameworkRunStore(new StorageOptions { Path = Path.Combine(_folder.Path, "runs", "hindsight.db") });
        await store.InitializeAsync(CancellationToken.None);
        return await store.ReadTrajectoriesAsync(run, null, CancellationToken.None);
    }

    private Task<WorkerOutcome> RunAsync(string[] args) => WorkerCommand.RunAsync(_folder.Path, args);

    [GeneratedRegex(@"Order \d")]
    private static partial Regex Order();
}
