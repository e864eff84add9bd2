namespace Hindsight.EndToEnd.Tests.Resume;

/// <summary>Promise 1: N + M steps equal N steps, a stop or a kill, a resume and M steps, bit for bit.</summary>
public sealed class ResumeTests : IDisposable
{
    // Spread over the phases of steps 0 to 3, between operations and within them: the process ends at the event named, and the next one begins where the newest checkpoint stands.
    private static readonly string[] KillPoints =
    [
        "0:Evaluating:sampled:1", "0:Evaluating:graded:2", "0:Evaluating:saved:1",
        "1:Sampling:sample:1", "1:Sampling:sampled:1", "1:Grading:graded:3", "1:Revising:sample:1", "1:Revising:sampled:1", "1:Regrading:graded:1",
        "1:Learning:update:1", "1:Learning:stepped:1", "1:Learning:stepped:12", "1:Learning:updated:1",
        "1:Saving:save:1", "1:Saving:torn:1", "1:Saving:saved:1", "1:Saving:trajectories:1", "1:Saving:transaction:1", "1:Saving:rows:5", "1:Saving:committing:1",
        "1:Saving:step:1", "1:Saving:flushed:1",
        "2:Sampling:begin:1", "2:Saving:done:1",
        "3:Learning:updated:1", "3:Saving:flushed:1",
    ];

    private readonly string _root = Directory.CreateTempSubdirectory("hindsight-resume-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task Train_SixStepsAgainstThreeAndThreeInANewProcess_EqualBitForBit()
    {
        string whole = Path.Combine(_root, "whole"), parts = Path.Combine(_root, "parts");
        (await VictimProcess.RunAsync(whole, 6)).Should().Match<(int ExitCode, string)>(r => r.ExitCode == 0);
        (await VictimProcess.RunAsync(parts, 6, "--stop-after", "3")).Should().Match<(int ExitCode, string)>(r => r.ExitCode == 0);
        File.ReadLines(Path.Combine(parts, "run", "metrics.jsonl")).Should().HaveCount(3);
        (await VictimProcess.RunAsync(parts, 6)).Should().Match<(int ExitCode, string)>(r => r.ExitCode == 0);
        AssertEqual(RunSnapshot.Of(parts), RunSnapshot.Of(whole));
    }

    [Fact]
    public async Task Train_KilledAtEachPoint_ResumesToTheSameBits()
    {
        KillPoints.Should().HaveCountGreaterThanOrEqualTo(20).And.OnlyHaveUniqueItems();
        string whole = Path.Combine(_root, "whole"), killed = Path.Combine(_root, "killed");
        (await VictimProcess.RunAsync(whole, 4)).Should().Match<(int ExitCode, string)>(r => r.ExitCode == 0);
        foreach (string point in KillPoints)
        {
            (int exitCode, string output) = await VictimProcess.RunAsync(killed, 4, "--kill", point);
            exitCode.Should().Be(VictimProcess.Killed, "the run must reach {0}: {1}", point, output);
        }

        (await VictimProcess.RunAsync(killed, 4)).Should().Match<(int ExitCode, string)>(r => r.ExitCode == 0);
        AssertEqual(RunSnapshot.Of(killed), RunSnapshot.Of(whole));
    }

    private static void AssertEqual(RunSnapshot actual, RunSnapshot expected)
    {
        actual.Checkpoints.Should().Equal(expected.Checkpoints);
        actual.Checkpoints.Keys.Select(Path.GetDirectoryName).Distinct().Should().HaveCountGreaterThan(1, "the newest are kept");
        actual.Metrics.Should().Equal(expected.Metrics);
        actual.Rows.Should().Equal(expected.Rows);
        actual.Rows.Should().Contain(row => row.StartsWith("verdicts|"));
    }
}
