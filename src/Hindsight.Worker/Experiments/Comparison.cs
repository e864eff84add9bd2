using Hindsight.Training;

namespace Hindsight.Worker.Experiments;

/// <summary>Compares the arms: settings are frozen on tuning seeds, then every arm runs under every fresh seed; last RLVR with a group so large that it samples as many tokens as any of them.</summary>
/// <param name="base">The settings that are tuned; seed, steps and measurement come from the options.</param>
/// <param name="options">How.</param>
/// <param name="runs">Gives a run's result, from memory where it has been run before.</param>
internal sealed class Comparison(TrainingSettings @base, ComparisonOptions options, Func<ArmRun, CancellationToken, Task<ArmResult>> runs)
{
    /// <summary>Runs what has not been run.</summary>
    public async Task<ComparisonOutcome> RunAsync(CancellationToken cancellationToken)
    {
        ExperimentArm hindsight = ExperimentArms.All.Single(arm => arm.Id == "hindsight-bonus-plain");
        IReadOnlyList<TrainingSettings> tried = options.LearningRates.Select(rate => @base with { Optimizer = @base.Optimizer with { LearningRate = rate } }).ToList();
        IReadOnlyList<ArmResult> rlvr = await AllAsync(tried, ExperimentArms.Rlvr, cancellationToken);
        IReadOnlyList<ArmResult> revising = await AllAsync(tried, hindsight, cancellationToken);
        List<TuningRow> tuning = options.LearningRates.Select((rate, i) => new TuningRow(rate, Scores(rlvr, i), Scores(revising, i))).ToList();

        int best = Enumerable.Range(0, tried.Count).MaxBy(i => tuning[i].Rlvr.Mean);
        TrainingSettings frozen = tried[best];
        ArmResult[] results = await UnderEverySeedAsync(ExperimentArms.All, frozen, cancellationToken);
        ExperimentArm largeGroup = ExperimentArms.RlvrWithGroup(GroupSize(frozen, results));
        return new ComparisonOutcome(
            frozen, tuning, [.. ExperimentArms.All, largeGroup], [.. results, .. await UnderEverySeedAsync([largeGroup], frozen, cancellationToken)]);
    }

    /// <summary>RLVR's smallest group that samples at least as many tokens as any other arm did: the token counts decide it, not the scores.</summary>
    private static int GroupSize(TrainingSettings frozen, IEnumerable<ArmResult> results)
    {
        Dictionary<string, double> tokens = results.GroupBy(r => r.Arm).ToDictionary(arm => arm.Key, arm => arm.Average(r => (double)r.Final.SampledTokens));
        return (int)Math.Ceiling(frozen.Training.GroupSize * tokens.Values.Max() / tokens[ExperimentArms.Rlvr.Id]);
    }

    private Task<ArmResult[]> UnderEverySeedAsync(IReadOnlyList<ExperimentArm> arms, TrainingSettings frozen, CancellationToken cancellationToken) =>
        Task.WhenAll(options.Seeds.SelectMany(seed => arms.Select(arm => runs(new ArmRun(arm, arm.Apply(frozen), seed), cancellationToken))));

    private async Task<IReadOnlyList<ArmResult>> AllAsync(IReadOnlyList<TrainingSettings> settings, ExperimentArm arm, CancellationToken cancellationToken) =>
        await Task.WhenAll(settings.SelectMany(s => options.TuningSeeds.Select(seed => runs(new ArmRun(arm, arm.Apply(s), seed), cancellationToken))));

    private IEnumerable<ArmResult> Of(IReadOnlyList<ArmResult> results, int setting) =>
        results.Skip(setting * options.TuningSeeds.Count).Take(options.TuningSeeds.Count);

    private Spread Scores(IReadOnlyList<ArmResult> results, int setting) => PairedStatistics.Describe(Of(results, setting).Select(r => r.Final.Score).ToList());
}
