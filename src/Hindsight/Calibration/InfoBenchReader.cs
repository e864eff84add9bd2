using Hindsight.Documents;
using Hindsight.Policies;
using Hindsight.Rubrics;
using Hindsight.Tasks;

namespace Hindsight.Calibration;

/// <summary>Reads lines of InFoBench (arXiv 2401.03601) with responses and a verdict a question: <c>instruction</c>, <c>input</c>, <c>output</c>, <c>decomposed_questions</c>, <c>eval</c>.</summary>
internal sealed class InfoBenchReader(IRubricSource rubrics, Faults faults)
{
    private const string Questions = "decomposed_questions", Verdicts = "eval", Output = "output";

    /// <summary>Whether a line has this form.</summary>
    public static bool Reads(Node line) => line.Entries.Any(entry => entry.Key == Questions);

    /// <summary>The answer with criteria <c>q1</c>, <c>q2</c>, …; or <see langword="null"/> with its faults, or where it has no verdict.</summary>
    public LabelledAnswer? Read(Node line)
    {
        int before = faults.Count;
        if (Map.Read(line, faults, "a line of InFoBench") is not { } map) return null;
        string? id = map.Text("id", required: true), instruction = map.Text("instruction", required: true);
        Node? input = map.Find("input"), output = map.Require(Output, "the response");
        if (input is { Kind: not NodeKind.Text }) faults.Expected(input, "a text for 'input'");
        if (output is { Kind: not NodeKind.Text }) faults.Expected(output, $"a text for '{Output}'");
        IReadOnlyList<Node> questions = map.List(Questions), verdicts = map.List(Verdicts);
        foreach (Node question in questions.Where(q => q.Kind != NodeKind.Text || string.IsNullOrWhiteSpace(q.Scalar))) faults.Expected(question, "a question");
        foreach (Node verdict in verdicts.Where(v => v.Kind is not (NodeKind.Boolean or NodeKind.Null))) faults.Expected(verdict, "true, false or null: no verdict");
        if (questions.Count != verdicts.Count) faults.Add(map.Find(Questions)!, $"found {questions.Count} questions and {verdicts.Count} verdicts in '{Verdicts}', expected one each.");
        if (faults.Count > before) return null;

        Criterion[] criteria = [.. questions.Select((question, i) => new Criterion { Id = $"q{i + 1}", Text = question.Scalar, Kind = CriterionKind.Judge })];
        string prompt = string.IsNullOrWhiteSpace(input?.Scalar) ? instruction! : $"{instruction}\n\n{input.Scalar}";
        var task = new TrainingTask { Id = id!, Messages = [ChatMessage.User(prompt)], Criteria = criteria };
        Label[] labels = [.. criteria.Zip(verdicts).Where(pair => pair.Second.Kind == NodeKind.Boolean).Select(pair => new Label(pair.First, pair.Second.Scalar == "true" ? 1 : 0))];
        return labels.Length > 0 && LabelReader.RubricOf(rubrics, task, line, faults) is { } rubric ? new LabelledAnswer(task, rubric, output!.Scalar, labels) : null;
    }
}
