using System.Text;
using System.Text.Json;

namespace Hindsight.Training;

/// <summary>Writes <c>metrics.jsonl</c>: one <see cref="MetricsJson"/> line a step, on the disk before the step counts as done.</summary>
/// <param name="path">The file; created with the first line.</param>
public sealed class MetricsWriter(string path)
{
    /// <summary>Appends a step's line and flushes it to the disk.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public async Task AppendAsync(StepReport report, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        byte[] line = Encoding.UTF8.GetBytes(MetricsJson.Serialize(report) + "\n");
        await using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read);
        // Half a line is not left behind by a cancellation, only by a kill.
        await file.WriteAsync(line, CancellationToken.None);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Cuts off the lines past a step, half a line of a killed run among them, so that the file goes on as if it had never been interrupted.</summary>
    /// <param name="step">The checkpoint's step, which becomes the last; 0: none is kept.</param>
    /// <param name="cancellationToken">Leaves the file as it is.</param>
    /// <exception cref="CheckpointException">A line up to that step is missing or is no report; the file is left as it is.</exception>
    public async Task TruncateAsync(int step, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
        {
            if (step > 0)
                throw new CheckpointException($"'{path}' is missing; expected the metrics of steps 1 to {step}.");
            return;
        }
        byte[] content = await File.ReadAllBytesAsync(path, cancellationToken);
        int end = EndOfStep(content, step);
        if (end == content.Length)
            return;
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.Read);
        file.SetLength(end);
        file.Flush(flushToDisk: true);
    }

    private int EndOfStep(ReadOnlySpan<byte> content, int step)
    {
        int end = 0;
        for (int expected = 1; expected <= step; expected++)
        {
            int length = content[end..].IndexOf((byte)'\n');
            if (length < 0)
                throw new CheckpointException($"'{path}' ends in or before line {expected}; expected the metrics of steps 1 to {step}.");
            int found = StepOf(content.Slice(end, length), expected);
            if (found != expected)
                throw new CheckpointException($"'{path}', line {expected}: found the metrics of step {found}; expected those of step {expected}.");
            end += length + 1;
        }
        return end;
    }

    private int StepOf(ReadOnlySpan<byte> line, int number)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            using JsonDocument document = JsonDocument.ParseValue(ref reader);
            return document.RootElement.GetProperty("step").GetInt32();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new CheckpointException($"'{path}', line {number}: found '{Encoding.UTF8.GetString(line[..Math.Min(line.Length, 60)])}'; expected a step's metrics as JSON.", e);
        }
    }
}
