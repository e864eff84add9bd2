using Hindsight.Documents;
using Hindsight.Imports;
using Hindsight.Rubrics;
using Hindsight.Tasks;

namespace Hindsight.Calibration;

/// <summary>Reads lines of InFoBench with responses and a verdict a question: the keys of <see cref="InfoBenchLine"/> and <c>eval</c>.</summary>
internal sealed class InfoBenchReader(IRubricSource rubrics, Faults faults)
{
    private const string Verdicts = "eval";

    /// <summary>Whether a line has this form.</summary>
    public static bool Reads(Node line) => line.Entries.Any(entry => entry.Key == InfoBenchLine.Mark);

    /// <summary>The answer, or <see langword="null"/> with its faults, or where it has no verdict.</summary>
    public LabelledAnswer? Read(Node line)
    {
        int before = faults.Count;
        if (Map.Read(line, faults, "a line of InFoBench") is not { } map) return null;
        (TrainingTask? task, string? answer) = InfoBenchLine.Read(map, faults);
        if (answer is null) faults.Add(line, "found no 'output' that is a text, expected the response.");
        IReadOnlyList<Node> verdicts = map.List(Verdicts);
        foreach (Node verdict in verdicts.Where(v => v.Kind is not (NodeKind.Boolean or NodeKind.Null))) faults.Expected(verdict, "true, false or null: no verdict");
        int questions = map.List(InfoBenchLine.Mark).Count;
        if (questions != verdicts.Count) faults.Add(map.Find(InfoBenchLine.Mark)!, $"found {questions} questions and {verdicts.Count} verdicts in '{Verdicts}', expected one each.");
        if (faults.Count > before || task is null) return null;

        Label[] labels = [.. task.Criteria.Zip(verdicts).Where(pair => pair.Second.Kind == NodeKind.Boolean).Select(pair => new Label(pair.First, pair.Second.Scalar == "true" ? 1 : 0))];
        return labels.Length > 0 && LabelReader.RubricOf(rubrics, task, line, faults) is { } rubric ? new LabelledAnswer(task, rubric, answer!, labels) : null;
    }
}
