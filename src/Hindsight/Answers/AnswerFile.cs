using System.Text.Encodings.Web;
using System.Text.Json;
using Hindsight.Documents;
using Hindsight.Files;
using Hindsight.Grading;
using Hindsight.Tasks;

namespace Hindsight.Answers;

/// <summary>Files of answers: JSON Lines, an answer a line (format: <c>docs/answers.md</c>).</summary>
public static class AnswerFile
{
    private const string Answer = "answer", Response = "response", Task = "task", Id = "id";

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads a file of answers.</summary>
    /// <param name="path">The file, UTF-8; blank lines are passed over.</param>
    /// <param name="checks">The checks that tasks' own criteria can name.</param>
    /// <param name="tasks">The tasks that a line can name by <c>task</c>; a line without that key holds its task itself.</param>
    /// <exception cref="AnswerFileException">The file cannot be read or is faulty: every fault as <c>file:line:column: found …, expected …</c>.</exception>
    public static IReadOnlyList<GivenAnswer> Read(string path, ICheckRegistry checks, IReadOnlyList<TrainingTask> tasks)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(checks);
        ArgumentNullException.ThrowIfNull(tasks);
        return Parse(path, FileContent.Read(path, faults => new AnswerFileException(faults)), checks, tasks);
    }

    /// <summary>Reads answers from the content of a file.</summary>
    /// <inheritdoc cref="Read" path="/exception"/>
    public static IReadOnlyList<GivenAnswer> Parse(string path, byte[] content, ICheckRegistry checks, IReadOnlyList<TrainingTask> tasks)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(tasks);
        var faults = new Faults(path);
        var own = new TaskReader(checks, faults, new TaskSplitter());
        Dictionary<string, TrainingTask> byId = tasks.ToDictionary(t => t.Id);
        Dictionary<string, int> answered = [];
        HashSet<string> ids = [];
        List<GivenAnswer> answers = [];
        foreach (Node line in JsonLines.Read(content, faults))
        {
            int before = faults.Count;
            bool whole = line.Entries.All(e => e.Key != Task);
            if (Map.Read(line, faults, "an answer", whole ? [.. TaskReader.Keys, Answer, Response] : [Id, Task, Answer, Response]) is not { } map) continue;
            string? text = Text(map, faults);
            GivenAnswer? answer = whole ? Whole(own.Read(map), text) : Named(map, text, byId, answered, faults);
            if (faults.Count > before || answer is null) continue;
            if (ids.Add(answer.Id)) answers.Add(answer);
            else faults.Add(map.Find(Id) ?? line, $"found the id {Node.Quote(answer.Id)} again, expected different ids.");
        }

        if (answers.Count == 0 && !faults.Any) faults.Add(1, 1, "found no answer, expected at least one line.");
        return faults.Any ? throw new AnswerFileException(faults.Lines) : answers;
    }

    /// <summary>Writes answers that name their tasks. The file is written beside and renamed, so that it is whole or not there.</summary>
    public static void Write(string path, IEnumerable<GivenAnswer> answers)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(answers);
        Durable.WriteFile(path, stream =>
        {
            foreach (GivenAnswer answer in answers)
            {
                JsonSerializer.Serialize(stream, new Dictionary<string, string> { [Id] = answer.Id, [Task] = answer.Task.Id, [Answer] = answer.Text }, Json);
                stream.WriteByte((byte)'\n');
            }
        });
    }

    private static string? Text(Map map, Faults faults)
    {
        Node? answer = map.Find(Answer), response = map.Find(Response);
        if (answer is not null && response is not null) faults.Add(response, $"found both '{Answer}' and '{Response}', expected one of them.");
        Node? value = answer ?? response ?? map.Require(Answer, "a text");
        if (value is { Kind: not NodeKind.Text }) faults.Expected(value, $"a text for '{Answer}'");
        return value?.Scalar;
    }

    private static GivenAnswer? Whole(TrainingTask? task, string? text) => task is null ? null : new GivenAnswer(task.Id, task, text ?? "");

    private static GivenAnswer? Named(Map map, string? text, Dictionary<string, TrainingTask> tasks, Dictionary<string, int> answered, Faults faults)
    {
        if (map.Text(Task) is not { } name) return null;
        if (!tasks.TryGetValue(name, out TrainingTask? task))
        {
            faults.Add(map.Find(Task)!, $"found the task {Node.Quote(name)}, expected {(tasks.Count == 0 ? "none: no file of tasks is given" : "the id of a task of the file of tasks")}.");
            return null;
        }

        int earlier = answered.GetValueOrDefault(name);
        answered[name] = earlier + 1;
        return new GivenAnswer(map.Text(Id) ?? (earlier == 0 ? name : $"{name}#{earlier + 1}"), task, text ?? "");
    }
}
