using System.Collections.Concurrent;
using Hindsight.Testing;
using Hindsight.Training;
using Hindsight.Worker.Experiments;

namespace Hindsight.Worker.Tests.Experiments;

public sealed class ComparisonTests
{
    private static readonly ComparisonOptions Options = new() { Seeds = [11, 12, 13], TuningSeeds = [1, 2], LearningRates = [1, 2, 3], Steps = 4 };

    private readonly ConcurrentBag<ArmRun> _made = [];

    [Fact]
    public async Task RunAsync_Tuning_FreezesTheRateThatIsBestForRlvr()
    {
        ComparisonOutcome outcome = await CreateSut().RunAsync(default);

        outcome.Frozen.Optimizer.LearningRate.Should().Be(2);
        outcome.Tuning.Select(row => row.LearningRate).Should().Equal(1, 2, 3);
        outcome.Tuning[1].Rlvr.Mean.Should().BeApproximately(0.515, 1e-12); // (0.51 + 0.52) / 2
    }

    [Fact]
    public async Task RunAsync_Arms_AllRunUnderEveryFreshSeedWithTheFrozenSettings()
    {
        ComparisonOutcome outcome = await CreateSut().RunAsync(default);

        outcome.Arms.Should().HaveCount(12);
        foreach (ExperimentArm arm in outcome.Arms) outcome.Of(arm).Select(r => r.Seed).Should().Equal(11, 12, 13);
        _made.Where(run => run.Seed > 10).Should().OnlyContain(run => run.Settings.Optimizer.LearningRate == 2);
    }

    [Fact]
    public async Task RunAsync_Tuning_NeverSeesFreshSeeds()
    {
        await CreateSut().RunAsync(default);

        _made.Where(run => run.Settings.Optimizer.LearningRate != 2).Should().OnlyContain(run => run.Seed <= 2);
    }

    [Fact] // the revising arm samples 1,300 tokens where RLVR samples 1,000: 8 × 1.3 = 10.4
    public async Task RunAsync_LargeGroup_SamplesAtLeastAsManyTokens()
    {
        ComparisonOutcome outcome = await CreateSut().RunAsync(default);

        outcome.Arms[^1].Id.Should().Be("rlvr-group-11");
    }

    [Fact]
    public async Task Markdown_Outcome_HoldsBothTablesAndEveryArm()
    {
        ComparisonOutcome outcome = await CreateSut().RunAsync(default);

        string text = new ComparisonReport(outcome, Options, "call").Markdown();

        text.Should().Contain("## Equal steps").And.Contain("## Equal numbers of sampled tokens").And.NotContain("NaN");
        foreach (ExperimentArm arm in outcome.Arms) text.Should().Contain($"| {arm.Name} |");
        text.Should().Contain("| hindsight, plain | 0.620 ± 0.010 | **+0.100 [+0.100, +0.100]** | 0.520 ± 0.010 |"); // 0.5 + 0.1 + seed / 100 against 0.5 + seed / 100
    }

    [Fact]
    public async Task Write_Outcome_MakesMarkdownAndCurves()
    {
        using var folder = new TemporaryFolder();
        new ComparisonReport(await CreateSut().RunAsync(default), Options, "call").Write(folder.Path);

        Directory.GetFiles(folder.Path).Select(Path.GetFileName).Should().BeEquivalentTo("comparison.md", "score-by-step.svg", "score-by-tokens.svg", "rare-by-step.svg");
        foreach (string svg in Directory.GetFiles(folder.Path, "*.svg")) System.Xml.Linq.XDocument.Load(svg).Descendants().Count(e => e.Name.LocalName == "polyline").Should().Be(7);
    }

    private Comparison CreateSut() => new(TrainingSettings.Instructions, Options, (run, _) =>
    {
        _made.Add(run);
        bool revises = run.Settings.Hindsight.Enabled;
        double score = 0.5 + run.Seed / 100.0 % 0.1 + (revises ? 0.1 : 0) - (run.Settings.Optimizer.LearningRate == 2 ? 0 : 0.2);
        return Task.FromResult(new ArmResult
        {
            Arm = run.Arm.Id,
            Seed = run.Seed,
            Key = "0123456789",
            Curve = [Point(0, 0, 0.3), Point(2, 500, score - 0.2), Point(4, revises ? 1300 : 1000, score)],
            Revisions = revises ? 20 : 0,
            RevisionsKept = revises ? 10 : 0,
            RevisionsBetter = revises ? 0.8 : double.NaN,
            Seconds = 1,
        });
    });

    private static CurvePoint Point(int step, long tokens, double score) => new(step, tokens, score, score / 2, new Dictionary<string, double> { ["order"] = score, ["call"] = score / 4 });
}
