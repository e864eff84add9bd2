using System.Globalization;

namespace Hindsight.EndToEnd.Tests.Resume;

/// <summary>Promise 6: memory does not grow with the number of steps.</summary>
public sealed class LeakTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("hindsight-leaks-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task Train_TwoHundredSteps_KeepsTensorsConstantAndMemoryFlat()
    {
        string log = Path.Combine(_root, "memory");
        (int exitCode, string output) = await VictimProcess.RunAsync(Path.Combine(_root, "runs"), 200, "--watch-memory", log);
        exitCode.Should().Be(0, output);
        double[][] lines = File.ReadLines(log).Select(line => line.Split(' ').Select(n => double.Parse(n, CultureInfo.InvariantCulture)).ToArray()).ToArray();
        lines.Should().HaveCount(20);
        lines.Select(l => l[1]).Distinct().Should().ContainSingle("live tensors must not grow");
        double[][] late = lines.Where(l => l[0] >= 50).ToArray();
        Slope(late).Should().BeLessThan(1e6 / 100, "resident bytes a step: {0}", string.Join(", ", late.Select(l => $"{l[0]}: {l[2] / 1e6:F1} MB")));
    }

    /// <summary>The least-squares slope of memory over steps, bytes a step.</summary>
    private static double Slope(double[][] lines)
    {
        double meanStep = lines.Average(l => l[0]), meanBytes = lines.Average(l => l[2]);
        return lines.Sum(l => (l[0] - meanStep) * (l[2] - meanBytes)) / lines.Sum(l => (l[0] - meanStep) * (l[0] - meanStep));
    }
}
