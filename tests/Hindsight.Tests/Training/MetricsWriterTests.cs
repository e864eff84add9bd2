using System.Text;
using Hindsight.Training;

namespace Hindsight.Tests.Training;

public sealed class MetricsWriterTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hindsight-metrics-").FullName;

    private string File => Path.Combine(_folder, "metrics.jsonl");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Append_AReport_IsOneLineOfSnakeCaseJson()
    {
        await new MetricsWriter(File).AppendAsync(
            Reports.Healthy with { RevisionGain = double.NaN, CriterionRates = new Dictionary<string, double> { ["says_Thanks"] = 0.25 }, Warnings = ["gate: line\nbreak"] }, default);

        string[] lines = Text().Split('\n');
        lines.Should().HaveCount(2);
        lines[1].Should().BeEmpty();
        lines[0].Should().StartWith("""{"step":1,"tasks":8,"tasks_too_long":0,"drafts":64,"mean_score":0.5,""")
            .And.Contain("\"revision_gain\":\"NaN\"").And.Contain("\"criterion_rates\":{\"says_Thanks\":0.25}").And.Contain("\"held_out\":null")
            .And.Contain("\"learning\":{\"loss\":0.1,").And.Contain("\"times\":{\"sample\":1,").And.Contain("\"tokens_per_second\":1500,");
    }

    [Theory]
    [InlineData("")]
    [InlineData("""{"step":5,"tasks":8,"dra""")]    // killed in the middle of a line
    public async Task Truncate_PastTheCheckpoint_FileGoesOnAsIfNeverInterrupted(string half)
    {
        await WriteAsync(1, 6);
        string whole = Text();
        System.IO.File.Delete(File);
        await WriteAsync(1, 4);
        await System.IO.File.AppendAllTextAsync(File, half);

        await new MetricsWriter(File).TruncateAsync(3, default);
        await WriteAsync(4, 6);

        Text().Should().Be(whole);
    }

    [Fact]
    public async Task Truncate_AtItsLastLine_LeavesTheFileUntouched()
    {
        await WriteAsync(1, 3);
        DateTime written = System.IO.File.GetLastWriteTimeUtc(File);
        await new MetricsWriter(File).TruncateAsync(3, default);
        System.IO.File.GetLastWriteTimeUtc(File).Should().Be(written);
    }

    [Fact]
    public async Task Truncate_ToTheBeginning_LeavesAnEmptyFile()
    {
        await WriteAsync(1, 2);
        await new MetricsWriter(File).TruncateAsync(0, default);
        Text().Should().BeEmpty();
    }

    [Fact]
    public async Task Truncate_NewRun_NeedsNoFile()
    {
        await new MetricsWriter(File).TruncateAsync(0, default);
        System.IO.File.Exists(File).Should().BeFalse();
    }

    [Theory]
    [InlineData("{\"step\":1}\n{\"step\":2}\n", "* ends in or before line 3; expected the metrics of steps 1 to 3.")]
    [InlineData("{\"step\":1}\n{\"step\":2}\n{\"step\":3}", "* ends in or before line 3; expected the metrics of steps 1 to 3.")]
    [InlineData("{\"step\":1}\n{\"step\":3}\n{\"step\":3}\n", "*, line 2: found the metrics of step 3; expected those of step 2.")]
    [InlineData("{\"step\":1}\nstep two\n{\"step\":3}\n", "*, line 2: found 'step two'; expected a step's metrics as JSON.")]
    [InlineData("{\"step\":1}\n{}\n{\"step\":3}\n", "*, line 2: found '{}'; expected a step's metrics as JSON.")]
    [InlineData("{\"step\":1}\n[2]\n{\"step\":3}\n", "*, line 2: found '[2]'; expected a step's metrics as JSON.")]
    public async Task Truncate_LinesMissingOrBroken_SaysWhichAndLeavesTheFile(string content, string message)
    {
        await System.IO.File.WriteAllTextAsync(File, content);

        Func<Task> truncate = () => new MetricsWriter(File).TruncateAsync(3, default);

        (await truncate.Should().ThrowAsync<CheckpointException>()).WithMessage(message).WithMessage($"'{File}'*");
        Text().Should().Be(content);
    }

    [Fact]
    public async Task Truncate_FileMissing_SaysSo()
    {
        Func<Task> truncate = () => new MetricsWriter(File).TruncateAsync(3, default);
        (await truncate.Should().ThrowAsync<CheckpointException>()).WithMessage($"'{File}' is missing; expected the metrics of steps 1 to 3.");
    }

    private async Task WriteAsync(int first, int last)
    {
        for (int step = first; step <= last; step++)
            await new MetricsWriter(File).AppendAsync(Reports.Healthy with { Step = step, MeanScore = step / 7.0 }, default);
    }

    private string Text() => System.IO.File.ReadAllText(File, Encoding.UTF8);
}
