using Hindsight.Testing;
using Hindsight.Training;
using Hindsight.Worker.Experiments;
using Hindsight.Worker.OrderDesk;
using Hindsight.Worker.Tests.OrderDesk;

namespace Hindsight.Worker.Tests.Experiments;

public sealed class ExperimentRunnerTests(OrderDeskFixture desk) : IClassFixture<OrderDeskFixture>, IDisposable
{
    private static readonly ComparisonOptions Options = new() { Steps = 2, EvaluateEvery = 1, TrainTasks = 16, HeldOutTasks = 4 };

    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _reported = [];

    [Fact]
    public async Task RunAsync_Arm_GivesACurveFromBeforeTheFirstStepToAfterTheLast()
    {
        using ExperimentRunner sut = CreateSut();

        ArmResult result = await sut.RunAsync(Run("hindsight-bonus-plain"), default);

        result.Curve.Select(p => p.Step).Should().Equal(0, 1, 2);
        result.Curve.Select(p => p.SampledTokens).Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
        result.Revisions.Should().BePositive();
        result.Final.CriterionRates.Keys.Should().Contain(OrderDeskDefaults.RareCriterion);
    }

    [Fact]
    public async Task RunAsync_MadeBefore_IsNotMadeAgain()
    {
        using ExperimentRunner sut = CreateSut(), again = CreateSut();
        ArmResult first = await sut.RunAsync(Run("rlvr"), default);

        ArmResult second = await again.RunAsync(Run("rlvr"), default);

        second.Should().BeEquivalentTo(first);
        _reported.Should().ContainSingle();
    }

    [Fact]
    public async Task RunAsync_OtherSettings_IsMadeAnew()
    {
        using ExperimentRunner sut = CreateSut();
        ArmRun run = Run("rlvr");
        await sut.RunAsync(run, default);

        await sut.RunAsync(run with { Settings = run.Settings with { Optimizer = run.Settings.Optimizer with { LearningRate = 1e-3 } } }, default);

        _reported.Should().HaveCount(2);
        Directory.GetFiles(_folder.Path).Should().HaveCount(2);
    }

    [Fact]
    public async Task RunAsync_TwoAtOnce_GiveWhatEachGivesAlone()
    {
        using ExperimentRunner sut = CreateSut();
        ArmResult[] together = await Task.WhenAll(sut.RunAsync(Run("rlvr"), default), sut.RunAsync(Run("hindsight-plain"), default));
        Directory.Delete(_folder.Path, recursive: true);

        ArmResult alone = await sut.RunAsync(Run("rlvr"), default);

        together[0].Should().BeEquivalentTo(alone, o => o.Excluding(r => r.Seconds));
    }

    public void Dispose() => _folder.Dispose();

    private static ArmRun Run(string arm)
    {
        ExperimentArm found = ExperimentArms.All.Single(a => a.Id == arm);
        TrainingSettings settings = OrderDeskDefaults.Settings;
        return new ArmRun(found, found.Apply(settings with { Training = settings.Training with { GroupSize = 4, PromptsPerStep = 2, PromptsPerMiniBatch = 2 } }), 5);
    }

    private ExperimentRunner CreateSut() => new(
        Options,
        new ExperimentParts(Path.Combine(Repository.Root, "src/Hindsight.Worker/OrderDesk/policy"), desk.Rubrics, desk.Grader, desk.Prompts, desk.Library.Hash, TimeProvider.System),
        new ResultFolder(_folder.Path),
        _reported.Add);
}
