using System.Diagnostics;
using Hindsight.Storage;
using Hindsight.Testing;
using Hindsight.Trajectories;
using Microsoft.AspNetCore.Http;

namespace Hindsight.Worker.Tests.Training;

/// <summary>The whole program against a judge: an OpenAI-compatible endpoint that always misses one criterion and decides the other by the answer.</summary>
[Collection(TrainingProcesses.Name)]
public sealed class JudgedTrainingTests(TinyPolicy policy) : IDisposable
{
    private const int Steps = 2, DraftsPerStep = 4, HeldOutAnswers = 2;
    private const string Advice = "Say that you are sorry.";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Train_JudgedRubric_StoresVerdictsWithReasonsAndAsksForRevisions()
    {
        await using ScriptedJudge judge = await ScriptedJudge.StartAsync(Answer);

        WorkerOutcome train = await RunAsync(Train(judge, cache: false));

        train.ExitCode.Should().Be(0, train.Error);
        IReadOnlyList<Trajectory> stored = await StoredAsync();
        List<Trajectory> drafts = [.. stored.Where(t => t.Role == TrajectoryRole.Sampled)], revisions = [.. stored.Where(t => t.Role == TrajectoryRole.Revised)];
        drafts.Should().HaveCount(Steps * DraftsPerStep);
        stored.SelectMany(t => t.Grade.Verdicts).Select(v => (v.CriterionId, v.Source, v.Reason)).Distinct().Should()
            .BeEquivalentTo([("kind", "judge:main", "because of kind"), ("short", "judge:main", "because of short")]);
        stored.Should().OnlyContain(t => t.Grade.IsGraded && t.Grade.Usage.Calls == 1);
        revisions.Should().NotBeEmpty().And.OnlyContain(t => t.Advice == Advice);
        revisions.Select(t => t.HindsightPrompt![^1].Content).Should().OnlyContain(asked => asked.Contains(Advice));
        judge.Requests.Count(r => !ScriptedJudge.AsksForVerdicts(r)).Should().Be(revisions.Count, "each draft that is revised is advised on once");
        judge.Requests.Count(ScriptedJudge.AsksForVerdicts).Should().Be(stored.Count + HeldOutAnswers);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Train_KilledOnceDraftsAreJudged_DoesNotHaveThemJudgedAgain(bool cache)
    {
        var victim = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        int advised = 0;
        await using ScriptedJudge judge = await ScriptedJudge.StartAsync(async http =>
        {
            // Advice is asked for when all drafts are judged, and before the step has a checkpoint.
            if (!ScriptedJudge.AsksForVerdicts(ScriptedJudge.RequestOf(http)) && Interlocked.Increment(ref advised) == 1) (await victim.Task).Kill();
            else await Answer(http);
        });

        WorkerOutcome killed = await WorkerProcess.RunAsync(_folder.Path, Train(judge, cache), watch: (process, _) => victim.TrySetResult(process));
        int judgedBefore = judge.Requests.Count(ScriptedJudge.AsksForVerdicts);
        WorkerOutcome resumed = await RunAsync(["runs", "resume", "judged"]);

        killed.ExitCode.Should().Be(137, killed.Error);
        judgedBefore.Should().Be(HeldOutAnswers / 2 + DraftsPerStep);
        resumed.ExitCode.Should().Be(0, resumed.Error);
        IReadOnlyList<Trajectory> stored = await StoredAsync();
        stored.Where(t => t.Role == TrajectoryRole.Sampled).Should().HaveCount(Steps * DraftsPerStep);
        stored.Should().OnlyContain(t => t.Grade.IsGraded);
        // The policy hardly moves: it answers the held-out task as before, and a verdict that is kept is not asked for again.
        judge.Requests.Count(ScriptedJudge.AsksForVerdicts).Should().Be(stored.Count + (cache ? HeldOutAnswers / 2 : HeldOutAnswers), "what was judged before the kill is replayed");
    }

    [Fact]
    public async Task Train_BudgetRunsOut_StopsWithTheGateAndRunsShowSaysWhatWasSpent()
    {
        await using ScriptedJudge judge = await ScriptedJudge.StartAsync(Answer);
        string[] priced = ["--set", "Judges:main:InputPrice=10", "--set", "Judges:main:OutputPrice=1000", "--set", "Judges:main:MaxConcurrency=1", "--set", "Advice=false"];

        // A call is reserved with its bytes, which a measurement tells, and the 2,048 tokens of its longest reply; each costs 107. A few fit.
        (await RunAsync(["eval", .. Train(judge)[5..]])).ExitCode.Should().Be(0);
        int budget = 2_048 + System.Text.Encoding.UTF8.GetByteCount(judge.Requests.Single().GetRawText()) + 4 * 107;
        WorkerOutcome stopped = await RunAsync([.. Train(judge), .. priced, "--set", $"Budget:MaxTokens={budget}"]);
        WorkerOutcome show = await RunAsync(["runs", "show", "judged"]);
        int asked = judge.Requests.Count - 1;
        WorkerOutcome again = await RunAsync(["runs", "resume", "judged"]);

        stopped.ExitCode.Should().NotBe(0);
        stopped.Error.Should().Contain("the health gate Budget stopped the run: the judges' budget does not hold a call")
            .And.Contain($"{107 * asked:N0} of {budget:N0} tokens");
        asked.Should().BeInRange(2, 6);
        judge.Requests.Should().HaveCount(1 + asked, "a run that is resumed has no new budget");
        again.Error.Should().Contain("Budget");
        show.Output.Should().Contain("main   reply");
    }

    [Fact]
    public async Task Train_KilledWhileAJudgeIsAsked_CountsThatCallWithTheMostThatItCanCostForGood()
    {
        const int LongestAdvice = 256;
        var victim = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        int advised = 0;
        await using ScriptedJudge judge = await ScriptedJudge.StartAsync(async http =>
        {
            if (!ScriptedJudge.AsksForVerdicts(ScriptedJudge.RequestOf(http)) && Interlocked.Increment(ref advised) == 1) (await victim.Task).Kill();
            else await Answer(http);
        });

        WorkerOutcome killed = await WorkerProcess.RunAsync(
            _folder.Path, [.. Train(judge), "--set", "Judges:main:MaxConcurrency=1", "--set", "Budget:MaxTokens=10000000"], watch: (process, _) => victim.TrySetResult(process));
        int replied = judge.Requests.Count - 1, bytes = System.Text.Encoding.UTF8.GetByteCount(judge.Requests.Last().GetRawText());
        string[] afterKill = await ShownAsync();
        WorkerOutcome resumed = await RunAsync(["runs", "resume", "judged"]);
        replied = judge.Requests.Count - 1;

        killed.ExitCode.Should().Be(137, killed.Error);
        afterKill.Should().Contain($"main (not kept) 1 {bytes:N0} {LongestAdvice} 0.0000");
        resumed.ExitCode.Should().Be(0, resumed.Error);
        resumed.Output.Should().Contain($"Judges: {replied + 1} calls, {100 * replied + bytes:N0} tokens in, {7 * replied + LongestAdvice:N0} out");
        (await ShownAsync()).Should().Contain($"main (not kept) 1 {bytes:N0} {LongestAdvice} 0.0000")
            .And.Contain($"all {replied + 1} {100 * replied + bytes:N0} {7 * replied + LongestAdvice:N0} 0.0000");
    }

    [Fact]
    public async Task Train_JudgeWithPrices_TellsCallsTokensAndCostAtTheEndAndInRunsShow()
    {
        await using ScriptedJudge judge = await ScriptedJudge.StartAsync(Answer);

        WorkerOutcome train = await RunAsync([.. Train(judge), "--set", "Judges:main:InputPrice=10", "--set", "Judges:main:OutputPrice=1000"]);
        string[] lines = await ShownAsync();

        // 100 tokens in at 10 and 7 out at 1000 a million: 0.008 a call.
        int calls = judge.Requests.Count, advice = judge.Requests.Count(r => !ScriptedJudge.AsksForVerdicts(r));
        train.Output.Should().Contain($"Judges: {calls} calls, {100 * calls:N0} tokens in, {7 * calls:N0} out, cost {0.008 * calls:N4}.");
        lines.Should().Contain($"main (advice) {advice} {100 * advice:N0} {7 * advice} {0.008 * advice:0.0000}")
            .And.Contain($"all {calls} {100 * calls:N0} {7 * calls} {0.008 * calls:0.0000}");
    }

    [Fact]
    public async Task TrainAndEval_TheEmbeddedPolicyAsItsOwnJudge_GradeEveryAnswer()
    {
        WriteTasks();
        string[] judged = ["--tasks", "tasks.jsonl", "--rubric", "reply", "--judge", "self", "--set", "Judges:self:Policy=true", "--device", "cpu", "--threads", "1", "--set", "Evaluation:MaxTasks=2"];
        _folder.Write("rubrics/reply.yaml", """
            criteria:
              - id: kind
                text: Is kind
              - id: tone
                text: Fits the customer
                levels:
                  - { degree: 0, description: cold }
                  - { degree: 1, description: warm }
            """);

        WorkerOutcome eval = await RunAsync(["eval", .. judged]);
        WorkerOutcome train = await RunAsync(["train", "--run", "judged", "--steps", "1", .. judged, "--set", "Training:GroupSize=2", "--set", "Training:PromptsPerStep=2", "--set", "Training:PromptsPerMiniBatch=2"]);

        eval.ExitCode.Should().Be(0, eval.Error);
        eval.Output.Should().Contain("1 answers graded");
        train.ExitCode.Should().Be(0, train.Error);
        IReadOnlyList<Trajectory> stored = await StoredAsync();
        stored.Should().HaveCountGreaterThanOrEqualTo(4).And.OnlyContain(t => t.Grade.IsGraded && t.Grade.UsageByJudge["self"].Calls == 2 && t.Grade.Usage.Cost == 0);
        stored.SelectMany(t => t.Grade.Verdicts).Should().OnlyContain(v => v.Source == "judge:self" && v.Reason.StartsWith("P("));
    }

    private static Task Answer(HttpContext http)
    {
        string request = ScriptedJudge.RequestOf(http).GetRawText();
        return ScriptedJudge.AsksForVerdicts(ScriptedJudge.RequestOf(http))
            ? ScriptedJudge.Says(ScriptedJudge.Verdicts(("kind", "unmet"), ("short", request.Length % 2 == 0 ? "met" : "unmet")))(http)
            : ScriptedJudge.Says(Advice)(http);
    }

    private string[] Train(ScriptedJudge judge, bool cache = false)
    {
        WriteTasks();
        _folder.Write("rubrics/reply.yaml", "criteria:\n  - id: kind\n    text: Is kind\n  - id: short\n    text: Is short\n");
        return
        [
            "train", "--run", "judged", "--steps", $"{Steps}", "--tasks", "tasks.jsonl", "--rubric", "reply", "--judge", "main",
            .. policy.Arguments("--set", $"Judges:main:Endpoint={judge.Endpoint}", "--set", "Judges:main:Model=scripted", "--set", $"Cache:Enabled={cache}"),
        ];
    }

    // Four tasks to train on, one that is held out: it is answered before the first step and after the last.
    private void WriteTasks() =>
        _folder.Write("tasks.jsonl", string.Concat(Enumerable.Range(0, 5).Select(i => $$"""{"id":"t{{i}}","prompt":"Order {{i}} is late.","split":"{{(i < 4 ? "train" : "heldout")}}"}""" + "\n")));

    private async Task<IReadOnlyList<Trajectory>> StoredAsync()
    {
        await using var store = new EntityFrameworkRunStore(new StorageOptions { Path = Path.Combine(_folder.Path, "runs", "hindsight.db") });
        await store.InitializeAsync(CancellationToken.None);
        return await store.ReadTrajectoriesAsync("judged", null, CancellationToken.None);
    }

    private async Task<string[]> ShownAsync() =>
        [.. (await RunAsync(["runs", "show", "judged"])).Output.Split('\n').Select(l => string.Join(' ', l.Split(' ', StringSplitOptions.RemoveEmptyEntries)))];

    private Task<WorkerOutcome> RunAsync(string[] args) => WorkerCommand.RunAsync(_folder.Path, args);
}
