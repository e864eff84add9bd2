using Hindsight.Answers;
using Hindsight.Documents;
using Hindsight.Tasks;

namespace Hindsight.Imports;

/// <summary>Reads files of benchmarks whose prompts come with criteria of their own. Which benchmark a line is of is told by its keys; other keys are passed over.</summary>
public static class RubricImport
{
    /// <summary>Reads a file: JSON Lines of InFoBench (arXiv 2401.03601) or HealthBench (arXiv 2505.08775).</summary>
    /// <param name="path">The file, UTF-8; blank lines are passed over.</param>
    /// <exception cref="ImportException">The file cannot be read or is faulty: every fault as <c>file:line:column: found …, expected …</c>.</exception>
    public static ImportedTasks Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        byte[] content = FileContent.Read(path, unreadable => new ImportException(unreadable));
        var faults = new Faults(path);
        Dictionary<string, TrainingTask> tasks = [];
        List<GivenAnswer> answers = [];
        Node[] lines = [.. JsonLines.Read(content, faults)];
        if (lines.Length > 0 && !Array.Exists(lines, IsPrompt))
        {
            throw new ImportException([$"{path}: found no line of InFoBench (with '{InfoBenchLine.Mark}') or HealthBench (with '{HealthBenchLine.Mark}') among {lines.Length}; the first has {Keys(lines[0])}."])
            {
                IsOfSomethingElse = true,
            };
        }

        foreach (Node line in lines)
        {
            int before = faults.Count;
            if (Map.Read(line, faults, "a prompt") is not { } map) continue;
            (TrainingTask? task, string? answer) = Line(map, faults);
            if (faults.Count > before || task is null) continue;
            if (!tasks.TryAdd(task.Id, task)) faults.Add(line, $"found the prompt {Node.Quote(task.Id)} a second time, expected it once.");
            else if (answer is not null) answers.Add(new GivenAnswer(task.Id, task, answer));
        }

        if (tasks.Count == 0 && !faults.Any) faults.Add(1, 1, "found no prompt, expected at least one line.");
        return faults.Any ? throw new ImportException(faults.Lines) : new ImportedTasks([.. tasks.Values], answers);
    }

    private static (TrainingTask? Task, string? Answer) Line(Map map, Faults faults)
    {
        if (map.Find(InfoBenchLine.Mark) is not null) return InfoBenchLine.Read(map, faults);
        if (map.Find(HealthBenchLine.Mark) is not null) return HealthBenchLine.Read(map, faults);
        faults.Add(map.Node, $"found {Keys(map.Node)}, expected '{InfoBenchLine.Mark}' (InFoBench) or '{HealthBenchLine.Mark}' (HealthBench) among them.");
        return (null, null);
    }

    private static bool IsPrompt(Node line) => (line.Find(InfoBenchLine.Mark) ?? line.Find(HealthBenchLine.Mark)) is not null;

    private static string Keys(Node line) => line.Entries.Count == 0 ? "no keys" : $"the keys {string.Join(", ", line.Entries.Select(e => e.Key))}";
}
