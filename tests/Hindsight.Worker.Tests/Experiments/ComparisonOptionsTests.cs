using Hindsight.Worker.Experiments;

namespace Hindsight.Worker.Tests.Experiments;

public sealed class ComparisonOptionsTests
{
    [Fact]
    public void Faults_Defaults_HaveNone() => new ComparisonOptions().Faults().Should().BeEmpty();

    [Fact]
    public void Faults_SeedInBoth_IsNamed() =>
        new ComparisonOptions { Seeds = [1, 5, 6], TuningSeeds = [5] }.Faults().Should().ContainSingle().Which.Should().Contain("seeds 5 are in the report and in the tuning");

    [Fact]
    public void Faults_Many_AreAllNamed() =>
        new ComparisonOptions { Seeds = [1], TuningSeeds = [], LearningRates = [], Steps = 0, Parallel = 0 }.Faults().Should().HaveCount(5);
}
