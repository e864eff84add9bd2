using System.Text.Json;
using Hindsight.Files;
using Hindsight.Suites;
using Hindsight.Training;
using Hindsight.Worker.Configuration;
using Hindsight.Worker.Runs;

namespace Hindsight.Worker.Suites;

/// <summary>The folder of a measurement: what it depends on, every answer, and in the end the numbers. A killed one goes on after its last whole batch.</summary>
internal sealed class SuiteFolder : IDisposable
{
    private const string RecordName = "evaluation.json";

    private readonly string _path;
    private readonly RunLock _taken;
    private FileStream? _answers;

    private SuiteFolder(string path, RunLock taken) => (_path, _taken) = (path, taken);

    private string Record => Path.Combine(_path, RecordName);

    private string Answers => Path.Combine(_path, "answers.jsonl");

    private string Results => Path.Combine(_path, "results.json");

    /// <summary>Takes a folder, and writes down what the measurement depends on or compares it with what was.</summary>
    /// <exception cref="ConfigurationException">Another process has it, it holds something else, or it was begun otherwise: every difference is named.</exception>
    public static SuiteFolder Open(string path, SuiteRecord record)
    {
        if (Directory.Exists(path) && !File.Exists(Path.Combine(path, RecordName)) && Directory.EnumerateFileSystemEntries(path).Any(entry => !IsOurs(Path.GetFileName(entry))))
            throw new ConfigurationException([$"--output {path}: the folder holds something that is no evaluation."]);
        var folder = new SuiteFolder(path, RunLock.Take(path));
        try
        {
            folder.Compare(record.Write());
            return folder;
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>The answers of whole batches that were written before; what came after them is cut off.</summary>
    /// <param name="requests">All answers that are wanted, in their order.</param>
    /// <param name="batch">How many of them are written together.</param>
    public IReadOnlyList<SuiteAnswer> Resume(IReadOnlyList<SuiteRequest> requests, int batch)
    {
        byte[] content = File.Exists(Answers) ? File.ReadAllBytes(Answers) : [];
        List<SuiteAnswer> answers = [];
        List<int> ends = [0];
        while (answers.Count < requests.Count && content.AsSpan(ends[^1]).IndexOf((byte)'\n') is >= 0 and int length && Read(content.AsSpan(ends[^1], length), requests[answers.Count]) is { } answer)
        {
            answers.Add(answer);
            ends.Add(ends[^1] + length + 1);
        }

        int whole = answers.Count == requests.Count ? answers.Count : answers.Count / batch * batch;
        _answers = new FileStream(Answers, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read);
        _answers.SetLength(ends[whole]);
        _answers.Seek(0, SeekOrigin.End);
        return answers[..whole];
    }

    /// <summary>Writes a batch of answers, which then survives a power cut.</summary>
    public void Append(IEnumerable<SuiteAnswer> batch)
    {
        using var lines = new MemoryStream();
        foreach (SuiteAnswer answer in batch)
        {
            JsonSerializer.Serialize(lines, answer, SuiteJson.Line);
            lines.WriteByte((byte)'\n');
        }

        _answers!.Write(lines.GetBuffer().AsSpan(0, (int)lines.Length));
        _answers.Flush(flushToDisk: true);
    }

    /// <summary>Writes the numbers.</summary>
    public void Complete(SuiteReport report) => Durable.WriteFile(Results, JsonSerializer.SerializeToUtf8Bytes(report, SuiteJson.Page));

    /// <inheritdoc/>
    public void Dispose()
    {
        _answers?.Dispose();
        _taken.Dispose();
    }

    // Beside the record may lie what a kill left of its writing.
    private static bool IsOurs(string name) => name == RunLock.FileName || name.StartsWith(RecordName, StringComparison.Ordinal);

    private void Compare(byte[] record)
    {
        if (!File.Exists(Record))
        {
            Durable.WriteFile(Record, record);
            return;
        }

        try
        {
            IReadOnlyList<string> differences = JsonDifferences.Find(record, File.ReadAllBytes(Record), "the evaluation");
            if (differences.Count > 0) throw new ConfigurationException([.. differences, $"'{_path}' keeps that evaluation; give another --output."]);
        }
        catch (JsonException e)
        {
            throw new CheckpointException($"'{Record}' cannot be read: {e.Message}", e);
        }
    }

    private static SuiteAnswer? Read(ReadOnlySpan<byte> line, SuiteRequest request)
    {
        try
        {
            return JsonSerializer.Deserialize<SuiteAnswer>(line, SuiteJson.Line) is { } answer && answer.Key == request.Item.Key && answer.Sample == request.Sample ? answer : null;
        }
        catch (JsonException)
        {
            // What a power cut left of a line.
            return null;
        }
    }
}
