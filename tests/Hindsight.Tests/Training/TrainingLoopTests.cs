using System.Text.Json;
using Hindsight.Grading;
using Hindsight.Learning;
using Hindsight.Policies;
using Hindsight.Tasks;
using Hindsight.Training;
using Hindsight.Trajectories;

namespace Hindsight.Tests.Training;

public sealed class TrainingLoopTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("hindsight-loop-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task RunAsync_ToTheEnd_LearnsAndReports()
    {
        var policy = new WordPolicy();
        var store = new MemoryRunStore();
        TrainingResult result = await RunAsync("a", policy, store, Settings(steps: 30));
        result.Should().Match<TrainingResult>(r => r.Status == RunStatus.Completed && r.Steps == 30);
        result.After!.Score.Should().BeGreaterThan(result.Before!.Score + 0.2);
        store.Run!.Status.Should().Be(RunStatus.Completed);
        (await store.ReadStepsAsync("a", default)).Should().HaveCount(30);
        File.ReadAllLines(Path.Combine(_root, "a", "metrics.jsonl")).Should().HaveCount(30);
    }

    [Fact]
    public async Task RunAsync_LastStepsMeasureWorse_TellsThePolicyThatMeasuredBest()
    {
        TrainingSettings settings = Settings(steps: 6);
        settings.Evaluation.Every = 1;
        var store = new MemoryRunStore();
        using var stop = new CancellationTokenSource();
        await RunAsync("a", new WordPolicy { ForgetsAt = 4 }, store, settings, observer: new StopAfter(5, stop), stop: new TrainingStop(stop.Token, default));

        TrainingResult result = await RunAsync("a", new WordPolicy(), store, settings); // from the checkpoint, which must know the best measurement

        result.PolicyStep.Should().BeInRange(1, 3);
        List<EvaluationReport> measured = [.. (await store.ReadStepsAsync("a", default)).Select(s => s.HeldOut!)];
        measured[5].Score.Should().BeLessThan(measured.Max(m => m.Score));
        result.After.Should().BeEquivalentTo(measured[result.PolicyStep - 1]);
        result.After!.Score.Should().Be(measured.Max(m => m.Score));
        result.PolicyCheckpoint.Should().EndWith($"step-{result.PolicyStep:D6}");
        Checkpoint("a", result.PolicyStep).Should().NotBeEmpty();
    }

    [Theory]
    [InlineData(double.NaN, 0)] // nothing was graded: that is no best measurement
    [InlineData(0.25, 0)]
    [InlineData(0.26, 3)]
    public void Advance_Measurement_IsTheBestWhereItsScoreIsHigher(double score, int best)
    {
        var state = new TrainingState { RunId = "a", Step = 2, Best = Reports.HeldOut(0.25) };
        state.Advance(Reports.Healthy with { Step = 3, HeldOut = Reports.HeldOut(score) }, new GateState()).BestStep.Should().Be(best);
    }

    [Fact]
    public async Task RunAsync_StoppedAndResumed_EqualsAnUninterruptedRun()
    {
        var whole = new MemoryRunStore();
        await RunAsync("whole", new WordPolicy(), whole, Settings(steps: 6));
        var parts = new MemoryRunStore();
        using var stop = new CancellationTokenSource();
        TrainingResult first = await RunAsync("parts", new WordPolicy(), parts, Settings(steps: 6), observer: new StopAfter(3, stop), stop: new TrainingStop(stop.Token, default));
        first.Should().Match<TrainingResult>(r => r.Status == RunStatus.Stopped && r.Steps == 3);
        await RunAsync("parts", new WordPolicy(), parts, Settings(steps: 6));

        parts.Trajectories.Should().BeEquivalentTo(whole.Trajectories, o => o.WithStrictOrdering());
        Metrics("parts").Should().Equal(Metrics("whole"));
        Checkpoint("parts", 6).Should().Be(Checkpoint("whole", 6));
    }

    [Fact]
    public async Task RunAsync_EndedInTheMiddleOfAStep_RedoesItToTheSameResult()
    {
        var whole = new MemoryRunStore();
        await RunAsync("whole", new WordPolicy(), whole, Settings(steps: 4));
        foreach (TrainingPhase phase in Enum.GetValues<TrainingPhase>().Where(p => p != TrainingPhase.Evaluating))
        {
            var parts = new MemoryRunStore();
            var killer = new ThrowAt(3, phase);
            Func<Task> act = () => RunAsync($"at-{phase}", new WordPolicy(), parts, Settings(steps: 4), observer: killer);
            await act.Should().ThrowAsync<OperationCanceledException>();
            await RunAsync($"at-{phase}", new WordPolicy(), parts, Settings(steps: 4));
            parts.Trajectories.Should().BeEquivalentTo(whole.Trajectories, o => o.WithStrictOrdering());
            Metrics($"at-{phase}").Should().Equal(Metrics("whole"));
            Checkpoint($"at-{phase}", 4).Should().Be(Checkpoint("whole", 4));
        }
    }

    [Fact]
    public async Task RunAsync_PlainConditioning_TrainsRevisionsOnTheTasksPrompt()
    {
        var policy = new WordPolicy();
        await RunAsync("a", policy, new MemoryRunStore(), Settings(steps: 3));
        LearningSequence revised = policy.Batches.SelectMany(b => b.MiniBatches).SelectMany(m => m).First(s => s.Revised);
        Text(revised.PromptTokens).Should().StartWith("task ").And.NotContain("revise");
        revised.RawLogProbs.Should().BeEmpty();
        revised.BehaviourLogProbs.Should().OnlyContain(p => p == -0.4f);
    }

    [Fact]
    public async Task RunAsync_GuidedConditioning_TrainsRevisionsOnTheHindsightPrompt()
    {
        var policy = new WordPolicy();
        TrainingSettings settings = Settings(steps: 3);
        settings.Objective.Conditioning = Conditioning.Guided;
        await RunAsync("a", policy, new MemoryRunStore(), settings);
        LearningSequence revised = policy.Batches.SelectMany(b => b.MiniBatches).SelectMany(m => m).First(s => s.Revised);
        Text(revised.PromptTokens).Should().Contain("revise: ");
        revised.RawLogProbs.Should().HaveCount(revised.ResponseTokens.Length);
    }

    [Fact]
    public async Task RunAsync_HindsightOff_RevisesNothing()
    {
        var policy = new WordPolicy();
        TrainingSettings settings = Settings(steps: 2);
        settings.Hindsight.Enabled = false;
        await RunAsync("a", policy, new MemoryRunStore(), settings);
        policy.Requests.Should().NotContain(r => r.Messages.Count > 1);
    }

    [Fact]
    public async Task RunAsync_SomeAnswersUngraded_AreStoredWithTheirCauseAndNotLearntFrom()
    {
        var policy = new WordPolicy();
        var store = new MemoryRunStore();
        await RunAsync("a", policy, store, Settings(steps: 2), new WordGrader { Fails = (_, s) => s.Seed % 5 == 0 });
        List<Trajectory> ungraded = store.Trajectories.Where(t => !t.Grade.IsGraded).ToList();
        ungraded.Should().NotBeEmpty().And.OnlyContain(t => t.Advantage == null && t.Reward == null && t.Standing == TrajectoryStanding.Ungraded);
        (await store.ReadStepsAsync("a", default)).Sum(s => s.Ungraded.GetValueOrDefault("JudgeTimeout")).Should().Be(ungraded.Count);
        int members = store.Trajectories.Count(t => t.Advantage is not null);
        policy.Batches.Sum(b => b.MiniBatches.Sum(m => m.Count)).Should().Be(members);
    }

    [Fact]
    public async Task RunAsync_JudgeFailsAlways_StopsWithTheLastCheckpointNamed()
    {
        var store = new MemoryRunStore();
        Func<Task> act = () => RunAsync("a", new WordPolicy(), store, Settings(steps: 5), new WordGrader { Fails = (_, _) => true });
        await act.Should().ThrowAsync<TrainingStoppedException>().WithMessage("Step 1: *Ungraded*JudgeTimeout*step-000000*");
        store.Run!.Status.Should().Be(RunStatus.Failed);
    }

    [Fact]
    public async Task RunAsync_BudgetRunsOut_StopsBeforeItIsExceededAndAResumedRunHasNoMore()
    {
        var store = new MemoryRunStore();
        WordGrader Within(long tokens) => new() { Budget = new JudgeBudget(new BudgetOptions { MaxTokens = tokens }) };
        WordGrader first = Within(505), second = Within(505), third = Within(100_000);

        Func<Task> act = () => RunAsync("a", new WordPolicy(), store, Settings(steps: 4), first);
        await act.Should().ThrowAsync<TrainingStoppedException>()
            .WithMessage("Step 2: the health gate Budget stopped the run: the judges' budget does not hold a call of up to 10 tokens *; spent are 500 of 505 tokens. *step-000001'.");
        first.Budget!.Spent.Should().Be(new GradeUsage(50, 400, 100, 12.5));

        act = () => RunAsync("a", new WordPolicy(), store, Settings(steps: 4), second);
        await act.Should().ThrowAsync<TrainingStoppedException>().WithMessage("Step 2: *Budget*");
        second.Budget!.Spent.Should().Be(first.Budget.Spent, "what is recorded counts, and is neither asked for nor counted again");

        (await RunAsync("a", new WordPolicy(), store, Settings(steps: 4), third)).Status.Should().Be(RunStatus.Completed);
        var whole = new MemoryRunStore();
        await RunAsync("whole", new WordPolicy(), whole, Settings(steps: 4), Within(0));
        store.Trajectories.Should().BeEquivalentTo(whole.Trajectories, o => o.WithStrictOrdering());
        Metrics("a").Should().Equal(Metrics("whole"));
        StepReport last = (await store.ReadStepsAsync("a", default))[^1];
        (last.JudgeInputTokens, last.JudgeOutputTokens, last.JudgeCost).Should().Be((8 * last.JudgeCalls, 2 * last.JudgeCalls, 0.25 * last.JudgeCalls));
        IReadOnlyList<RubricUsage> all = await RunUsage.ReadAsync(store, "a", Before("a"), default);
        all.Should().Equal(new RubricUsage("test", "words", third.Budget!.Spent));
    }

    [Fact]
    public async Task RunAsync_KilledAfterVerdictsThatMadeNoCall_ReplaysThemToo()
    {
        var store = new MemoryRunStore();
        int before = 0, after = 0, whole = 0;
        Func<Task> act = () => RunAsync("a", new WordPolicy(), store, Settings(steps: 3), new WordGrader { Fails = (_, _) => Interlocked.Increment(ref before) < 0 }, new ThrowAt(2, TrainingPhase.Learning));
        await act.Should().ThrowAsync<OperationCanceledException>();

        await RunAsync("a", new WordPolicy(), store, Settings(steps: 3), new WordGrader { Fails = (_, _) => Interlocked.Increment(ref after) < 0 });

        await RunAsync("whole", new WordPolicy(), new MemoryRunStore(), Settings(steps: 3), new WordGrader { Fails = (_, _) => Interlocked.Increment(ref whole) < 0 });
        (before + after).Should().Be(whole, "what was graded before the kill is not graded again");
    }

    [Fact]
    public async Task RunAsync_KilledAgainAndAgain_SpendsNoMoreThanTheBudgetAltogetherAndTellsItAll()
    {
        // One answer in three has no grade: it is asked for anew each time the step is redone, and what that cost before must not be forgotten.
        const int Budget = 1_000;
        var store = new MemoryRunStore();
        int asked = 0;
        JudgeBudget budget = null!;
        for (int process = 0; process < 40; process++)
        {
            budget = new JudgeBudget(new BudgetOptions { MaxTokens = Budget });
            var grader = new WordGrader { Budget = budget, Fails = (_, s) => Interlocked.Increment(ref asked) > 0 && s.Seed % 3 == 0 };
            Func<Task> act = () => RunAsync("a", new WordPolicy(), store, Settings(steps: 4), grader, new ThrowAt(2, TrainingPhase.Learning));
            try { await act(); }
            catch (OperationCanceledException) { }
            catch (TrainingStoppedException) { break; }
        }

        budget.Refusal.Should().NotBeNull("the budget ends it, not the number of kills");
        (10 * asked).Should().BeLessThanOrEqualTo(Budget).And.BeGreaterThan(Budget - 10);
        budget.Spent.Should().Be(new GradeUsage(asked, 8 * asked, 2 * asked, 0.25 * asked));
        IReadOnlyList<RubricUsage> told = await RunUsage.ReadAsync(store, "a", Before("a"), default);
        GradeUsage.Sum(told.Select(u => u.Usage)).Should().Be(budget.Spent);
        told.Select(u => u.Rubric).Should().Equal(RubricUsage.NotKept, "words");
    }

    [Fact]
    public async Task RunAsync_BudgetRunsOutWhileMeasuring_StopsBeforeTheMeasurementCounts()
    {
        var grader = new WordGrader { Budget = new JudgeBudget(new BudgetOptions { MaxCost = 1 }) };
        Func<Task> act = () => RunAsync("a", new WordPolicy(), new MemoryRunStore(), Settings(steps: 1), grader);
        await act.Should().ThrowAsync<TrainingStoppedException>().WithMessage("Step 0: *Budget*1 of a cost of 1. There is no checkpoint yet.");
    }

    [Fact]
    public async Task RunAsync_LossNotFinite_KeepsTheCheckpointAndDumpsTheBatch()
    {
        var store = new MemoryRunStore();
        Func<Task> act = () => RunAsync("a", new WordPolicy { NonFiniteAt = 3 }, store, Settings(steps: 5));
        string dump = Path.Combine(_root, "a", "failed-batch-000003.json");
        await act.Should().ThrowAsync<TrainingStoppedException>().WithMessage($"Step 3: *not finite*{dump}*step-000002*");
        JsonDocument.Parse(File.ReadAllBytes(dump)).RootElement.GetProperty("Step").GetInt32().Should().Be(3);
        Checkpoint("a", 2).Should().NotBeEmpty();
    }

    [Fact]
    public async Task RunAsync_StoreFails_StopsWithItsError()
    {
        var store = new MemoryRunStore { Failure = new RunStoreException("the disk is full") };
        Func<Task> act = () => RunAsync("a", new WordPolicy(), store, Settings(steps: 5));
        await act.Should().ThrowAsync<RunStoreException>().WithMessage("the disk is full");
        Directory.GetDirectories(Path.Combine(_root, "a", "checkpoints")).Select(Path.GetFileName).Should().Contain("step-000000");
    }

    [Fact]
    public async Task RunAsync_CheckpointAndThenTheStoreFail_SaysBoth()
    {
        var store = new MemoryRunStore { SaveFailure = new RunStoreException("The store is full.") };
        var full = new IOException("No space left for the checkpoint.");
        Func<Task> act = () => RunAsync("a", new WordPolicy { SaveFailure = full }, store, Settings(steps: 5));
        (await act.Should().ThrowAsync<RunStoreException>()).WithMessage("No space left for the checkpoint.*The store is full.").Which.InnerException.Should().BeSameAs(full);
    }

    [Fact]
    public async Task RunAsync_PromptLongerThanTheContext_SkipsAndCountsTheTask()
    {
        var store = new MemoryRunStore();
        List<TrainingTask> tasks = Tasks();
        tasks[0] = tasks[0] with { Messages = [ChatMessage.User(new string('x', 500))] };
        await RunAsync("a", new WordPolicy { ContextLength = 200 }, store, Settings(steps: 4), tasks: tasks);
        (await store.ReadStepsAsync("a", default)).Sum(s => s.TasksTooLong).Should().Be(2); // 8 training tasks, 4 a step: each is due twice in four steps
        store.Trajectories.Should().NotContain(t => t.TaskId == tasks[0].Id);
    }

    [Fact]
    public async Task RunAsync_HindsightPromptLongerThanTheContext_LeavesTheDraftUnrevisedAndCountsIt()
    {
        var store = new MemoryRunStore();
        await RunAsync("a", new WordPolicy { ContextLength = 20 }, store, Settings(steps: 1));
        StepReport report = (await store.ReadStepsAsync("a", default)).Single();
        report.HindsightTooLong.Should().BePositive();
        report.Revisions.Should().Be(0);
    }

    private static TrainingSettings Settings(int steps) => new()
    {
        Seed = 11,
        Training = new TrainingOptions { Steps = steps, GroupSize = 4, PromptsPerStep = 4, PromptsPerMiniBatch = 2 },
        Gates = new GateOptions { NoSpreadShareAction = GateAction.Off },
    };

    private static List<TrainingTask> Tasks() => Enumerable.Range(0, 20)
        .Select(i => new TrainingTask { Id = $"t{i:D2}", Messages = [ChatMessage.User($"task {i}")], Split = i < 8 ? TaskSplit.Train : TaskSplit.HeldOut }).ToList();

    private Task<TrainingResult> RunAsync(
        string id, WordPolicy policy, MemoryRunStore store, TrainingSettings settings, WordGrader? grader = null, ITrainingObserver? observer = null,
        IReadOnlyList<TrainingTask>? tasks = null, TrainingStop stop = default)
    {
        grader ??= new WordGrader();
        var parts = new TrainingParts { Policy = policy, Learner = policy, Grader = grader, Prompts = grader, Rubrics = grader, Store = store, Budget = grader.Budget, Observer = observer };
        var run = new RunRecord { Id = id, StartedAt = DateTimeOffset.UnixEpoch, Seed = settings.Seed, Configuration = "{}", PromptsHash = "" };
        return new TrainingLoop(parts, settings).RunAsync(run, new RunFolder(Path.Combine(_root, id)), tasks ?? Tasks(), stop);
    }

    private List<string> Metrics(string id) => File.ReadAllLines(Path.Combine(_root, id, "metrics.jsonl"))
        .Select(line => string.Join(",", JsonDocument.Parse(line).RootElement.EnumerateObject().Where(p => p.Name != "times").Select(p => p.ToString()))).ToList();

    private EvaluationReport? Before(string id) => new CheckpointStore(Path.Combine(_root, id, "checkpoints"), 2).Newest()!.Before;

    private string Checkpoint(string id, int step) => File.ReadAllText(Path.Combine(_root, id, "checkpoints", $"step-{step:D6}", "chance"));

    private static string Text(int[] tokens) => System.Text.Encoding.UTF8.GetString([.. tokens.Select(t => (byte)t)]);

    private sealed class StopAfter(int step, CancellationTokenSource stop) : ITrainingObserver
    {
        public void OnPhase(int at, TrainingPhase phase)
        {
            if (at == step && phase == TrainingPhase.Sampling) stop.Cancel(); // asked for in the middle of the step: it is finished first
        }

        public void OnEvaluated(int at, EvaluationReport report)
        {
        }

        public void OnStep(StepReport report)
        {
        }
    }

    private sealed class ThrowAt(int step, TrainingPhase phase) : ITrainingObserver
    {
        public void OnPhase(int at, TrainingPhase now)
        {
            if (at == step && now == phase) throw new OperationCanceledException();
        }

        public void OnEvaluated(int at, EvaluationReport report)
        {
        }

        public void OnStep(StepReport report)
        {
        }
    }
}
