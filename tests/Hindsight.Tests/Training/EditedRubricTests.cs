using Hindsight.Grading;
using Hindsight.Policies;
using Hindsight.Rubrics;
using Hindsight.Tasks;
using Hindsight.Testing;
using Hindsight.Tests.Rubrics;
using Hindsight.Training;

namespace Hindsight.Tests.Training;

/// <summary>A rubric file that is edited while a run goes on.</summary>
public sealed class EditedRubricTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task RunAsync_EditInTheMiddleOfAStep_HoldsFromTheNextStepOn()
    {
        var store = new MemoryRunStore();
        var editor = new Editor { [(2, TrainingPhase.Grading)] = () => Write(weight: 5) };

        await RunAsync(store, editor, steps: 4);

        string[][] versions = [.. Enumerable.Range(1, 4).Select(step => store.Trajectories.Where(t => t.Step == step).Select(t => t.Grade.RubricVersion).Distinct().ToArray())];
        versions.Should().OnlyContain(v => v.Length == 1, "a step is graded by one version");
        versions[1].Should().Equal(versions[0]);
        versions[2].Should().NotEqual(versions[1]);
        versions[3].Should().Equal(versions[2]);
        store.Trajectories.Where(t => t.Step >= 3).SelectMany(t => t.Grade.Verdicts).Where(v => v.CriterionId == "alpha").Should().OnlyContain(v => v.Weight == 5);
        string[] lines = [$"rubric 'words': version {versions[1][0]} → {versions[2][0]}:", "  criterion 'alpha' weight: 1 → 5"];
        (await ReportsAsync(store)).Select(r => string.Join('\n', r.RubricChanges)).Should().Equal("", "", string.Join('\n', lines), "");
        (int told, RubricChanges changes) = editor.Told.Should().ContainSingle().Subject;
        told.Should().Be(3);
        changes.Taken.Should().Equal(lines);
        changes.Refused.Should().BeEmpty();
    }

    [Fact]
    public async Task RunAsync_InvalidEdit_KeepsTheOldVersionAndRecordsWhyOnce()
    {
        var store = new MemoryRunStore();
        var editor = new Editor { [(1, TrainingPhase.Saving)] = () => _folder.Write("rubrics/words.yaml", "criteria: [{id: alpha, txt: says alpha}]\n") };

        await RunAsync(store, editor, steps: 3);

        store.Trajectories.Select(t => t.Grade.RubricVersion).Distinct().Should().ContainSingle();
        IReadOnlyList<string>[] recorded = [.. (await ReportsAsync(store)).Select(r => r.RubricChanges)];
        recorded[0].Should().BeEmpty();
        recorded[1].Should().HaveCount(3).And.Contain(l => l.StartsWith(_folder.PathOf("rubrics", "words.yaml") + ":1:24: found the unknown key 'txt'", StringComparison.Ordinal));
        recorded[2].Should().BeEmpty();
    }

    [Fact]
    public async Task RunAsync_EditThatTheGraderRefuses_KeepsTheOldVersion()
    {
        var store = new MemoryRunStore();
        var editor = new Editor { [(1, TrainingPhase.Saving)] = () => Write(weight: 7) };

        await RunAsync(store, editor, steps: 2, refuses: rubric => rubric.Criteria[0].Weight == 7);

        store.Trajectories.Select(t => t.Grade.RubricVersion).Distinct().Should().ContainSingle();
        (await ReportsAsync(store))[1].RubricChanges.Should().Contain($"{_folder.PathOf("rubrics", "words.yaml")}:2:5: refused");
    }

    private void Write(int weight)
    {
        IEnumerable<string> criteria = WordPolicy.Words.Select(word => $"  - {{ id: {word}, text: says {word}, weight: {(word == "alpha" ? weight : 1)}, check: contains, arguments: {{ text: {word} }} }}\n");
        _folder.Write("rubrics/words.yaml", $"criteria:\n{string.Concat(criteria)}");
    }

    private async Task RunAsync(MemoryRunStore store, Editor editor, int steps, Func<Rubric, bool>? refuses = null)
    {
        Write(weight: 1);
        var rubrics = new LiveRubrics(RubricCatalog.Load(_folder.PathOf("rubrics"), FakeChecks.All, "words"));
        var policy = new WordPolicy();
        var settings = new TrainingSettings
        {
            Seed = 11,
            Training = new TrainingOptions { Steps = steps, GroupSize = 4, PromptsPerStep = 4, PromptsPerMiniBatch = 2 },
            Gates = new GateOptions { NoSpreadShareAction = GateAction.Off },
        };
        var parts = new TrainingParts
        {
            Policy = policy, Learner = policy, Grader = new ContainsGrader(rubrics, refuses ?? (_ => false)), Prompts = new WordGrader(), Rubrics = rubrics, Store = store, Observer = editor,
        };
        TrainingTask[] tasks = [.. Enumerable.Range(0, 8).Select(i => new TrainingTask { Id = $"t{i}", Messages = [ChatMessage.User($"task {i}")] })];
        var run = new RunRecord { Id = "a", StartedAt = DateTimeOffset.UnixEpoch, Seed = settings.Seed, Configuration = "{}", PromptsHash = "" };
        await new TrainingLoop(parts, settings).RunAsync(run, new RunFolder(_folder.PathOf("a")), tasks, default);
    }

    private static Task<IReadOnlyList<StepReport>> ReportsAsync(MemoryRunStore store) => store.ReadStepsAsync("a", default);

    /// <summary>Acts at the beginning of phases, and keeps what it is told of edits.</summary>
    private sealed class Editor : Dictionary<(int Step, TrainingPhase Phase), Action>, ITrainingObserver
    {
        public List<(int Step, RubricChanges Changes)> Told { get; } = [];

        public void OnRubrics(int step, RubricChanges changes) => Told.Add((step, changes));

        public void OnPhase(int step, TrainingPhase phase) => this.GetValueOrDefault((step, phase))?.Invoke();

        public void OnEvaluated(int step, EvaluationReport report)
        {
        }

        public void OnStep(StepReport report)
        {
        }
    }

    /// <summary>Grades by the rubric that holds now: a criterion is met where the answer contains its text.</summary>
    private sealed class ContainsGrader(IRubricSource rubrics, Func<Rubric, bool> refuses) : IGrader
    {
        public Task<Grade> GradeAsync(TrainingTask task, Sample sample, CancellationToken cancellationToken)
        {
            Rubric rubric = rubrics.Resolve(task);
            return Task.FromResult(Grade.From(rubric, [.. rubric.Criteria.Select(c => Verdict.FromCheck(c, new CheckOutcome(Kind(c, sample.Text), "")))]));
        }

        public IReadOnlyList<RubricFault> Faults(Rubric rubric) => refuses(rubric) ? [new RubricFault(rubric.Criteria[0].Id, "refused")] : [];

        private static VerdictKind Kind(Criterion criterion, string answer) =>
            answer.Contains(criterion.Arguments["text"].GetString()!, StringComparison.Ordinal) ? VerdictKind.Met : VerdictKind.Unmet;
    }
}
