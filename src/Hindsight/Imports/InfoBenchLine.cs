using System.Globalization;
using Hindsight.Documents;
using Hindsight.Policies;
using Hindsight.Rubrics;
using Hindsight.Tasks;

namespace Hindsight.Imports;

/// <summary>A prompt of InFoBench (arXiv 2401.03601): an instruction with an input, and yes-or-no questions about the answer, each a criterion of weight 1: <c>q1</c>, <c>q2</c>, ….</summary>
internal static class InfoBenchLine
{
    /// <summary>The key that tells it.</summary>
    public const string Mark = "decomposed_questions";

    /// <summary>The task, or <see langword="null"/> with its faults; and the response that the line brings, if it does.</summary>
    public static (TrainingTask? Task, string? Answer) Read(Map map, Faults faults)
    {
        (string? id, string? instruction) = (map.Text("id", required: true), map.Text("instruction", required: true));
        string input = Any(map.Find("input"));
        List<Criterion> criteria = [];
        IReadOnlyList<Node> questions = map.List(Mark), labels = map.List("question_label");
        if (questions.Count == 0) faults.Expected(map.Find(Mark)!, $"at least one question for '{Mark}'");
        for (int i = 0; i < questions.Count; i++)
        {
            if (questions[i] is not { Kind: NodeKind.Text } question || string.IsNullOrWhiteSpace(question.Scalar)) faults.Expected(questions[i], "a question");
            else criteria.Add(new Criterion
            {
                Id = string.Create(CultureInfo.InvariantCulture, $"q{i + 1}"), Text = question.Scalar, Kind = CriterionKind.Judge, Tags = i < labels.Count ? Texts(labels[i]) : [],
            });
        }

        if (id is null || instruction is null) return (null, null);
        return (new TrainingTask
        {
            Id = id,
            Messages = [ChatMessage.User(string.IsNullOrWhiteSpace(input) ? instruction : $"{instruction}\n\n{input}")],
            Criteria = criteria,
            Tags = [.. new[] { Any(map.Find("subset")), Any(map.Find("category")) }.Where(t => t.Length > 0)],
            Split = new TaskSplitter().SplitOf(id),
        }, map.Find("output") is { Kind: NodeKind.Text } output ? output.Scalar : null);
    }

    private static string Any(Node? value) => value is { Kind: NodeKind.Text } ? value.Scalar : "";

    private static List<string> Texts(Node list) => [.. list.Items.Where(i => i.Kind == NodeKind.Text).Select(i => i.Scalar)];
}
