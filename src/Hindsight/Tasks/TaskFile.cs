using Hindsight.Documents;
using Hindsight.Files;
using Hindsight.Grading;

namespace Hindsight.Tasks;

/// <summary>Files of tasks: JSON Lines, a task a line (format: <c>docs/tasks.md</c>).</summary>
public static class TaskFile
{
    /// <summary>Reads a file of tasks. Tasks that state no split are shared out by <paramref name="splitter"/>.</summary>
    /// <param name="path">The file, UTF-8; blank lines are passed over.</param>
    /// <param name="checks">The checks that tasks' own criteria can name.</param>
    /// <param name="splitter">Splits what states no split; <see langword="null"/>: a fifth is held out.</param>
    /// <exception cref="TaskFileException">The file cannot be read or is faulty: every fault as <c>file:line:column: found …, expected …</c>.</exception>
    public static IReadOnlyList<TrainingTask> Read(string path, ICheckRegistry checks, TaskSplitter? splitter = null)
    {
        return Load(path, checks, splitter).Demand();
    }

    /// <summary>Reads a file of tasks, faulty or not.</summary>
    /// <inheritdoc cref="Read" path="/param"/>
    /// <exception cref="TaskFileException">The file cannot be read.</exception>
    public static TaskDocument Load(string path, ICheckRegistry checks, TaskSplitter? splitter = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Document(path, FileContent.Read(path, faults => new TaskFileException(faults)), checks, splitter);
    }

    /// <summary>Reads tasks from the content of a file.</summary>
    /// <inheritdoc cref="Read" path="/exception"/>
    public static IReadOnlyList<TrainingTask> Parse(string path, byte[] content, ICheckRegistry checks, TaskSplitter? splitter = null)
    {
        return Document(path, content, checks, splitter).Demand();
    }

    /// <summary>Writes tasks, each with its split; reading them back gives equal tasks. The file is written beside and renamed, so that it is whole or not there.</summary>
    public static void Write(string path, IEnumerable<TrainingTask> tasks)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(tasks);
        Durable.WriteFile(path, stream => Write(stream, tasks));
    }

    /// <summary>Writes tasks to a stream, a line each with its split.</summary>
    public static void Write(Stream stream, IEnumerable<TrainingTask> tasks)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(tasks);
        foreach (TrainingTask task in tasks)
        {
            TaskWriter.Write(stream, task);
            stream.WriteByte((byte)'\n');
        }
    }

    private static TaskDocument Document(string path, byte[] content, ICheckRegistry checks, TaskSplitter? splitter)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(checks);
        var faults = new Faults(path);
        var reader = new TaskReader(checks, faults, splitter ?? new TaskSplitter());
        List<(TrainingTask Task, Node Line)> lines = [];
        foreach (Node line in JsonLines.Read(content, faults))
        {
            if (Map.Read(line, faults, "a task", TaskReader.Keys) is { } map) lines.Add((reader.ReadWhatCanBe(map), line));
        }

        if (lines.Count == 0 && !faults.Any) faults.Add(1, 1, "found no task, expected at least one line.");
        return new TaskDocument(faults, lines);
    }
}
