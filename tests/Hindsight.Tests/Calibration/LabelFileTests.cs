using System.Text;
using System.Text.Json;
using Hindsight.Calibration;
using Hindsight.Policies;
using Hindsight.Rubrics;
using Hindsight.Testing;
using Hindsight.Tests.Rubrics;

namespace Hindsight.Tests.Calibration;

public sealed class LabelFileTests : IDisposable
{
    private const string Desk = """
        criteria:
          - { id: number, text: "Names the order", check: contains, arguments: { text: "{{$order}}" } }
          - { id: polite, text: "Is polite to {{$who}}" }
          - { id: warm, text: Is warm, levels: [{ degree: 0, description: cold }, { degree: 0.5, description: so-so }, { degree: 1, description: warm }] }
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Parse_OwnForm_KeepsTaskRubricAndLabelsInTheRubricsOrder()
    {
        LabelledAnswer answer = Parse("""
            {"id": "a", "prompt": "Where is it?", "rubric": "desk", "variables": {"order": "7", "who": "Ann"}, "answer": "", "labels": {"warm": 2, "polite": "met"}}
            """).Single();

        (answer.Task.Id, answer.Task.Messages.Single(), answer.Answer, answer.Rubric.Name).Should().Be(("a", ChatMessage.User("Where is it?"), "", "desk"));
        answer.Labels.Select(l => (l.Criterion.Id, l.Criterion.Text, l.Rating)).Should().Equal(("polite", "Is polite to Ann", 1), ("warm", "Is warm", 0.5));
    }

    [Fact]
    public void Parse_CriteriaInTheLine_NeedNoRubric() =>
        Parse("""{"id": "a", "prompt": "p", "criteria": [{"id": "c", "text": "Is brief"}], "answer": "x", "labels": {"c": "unmet"}}""").Single()
            .Labels.Select(l => (l.Criterion.Text, l.Rating)).Should().Equal(("Is brief", 0.0));

    [Fact]
    public void Parse_InfoBench_TurnsQuestionsIntoCriteria()
    {
        LabelledAnswer answer = Parse("""
            {"input": "Some text.", "category": "x", "instruction": "Shorten it.", "decomposed_questions": ["Is it short?", "Is it a text?", "Is it good?"], "subset": "Easy_set",
            """.ReplaceLineEndings("") + """
             "question_label": [["Style"], ["Format"], ["Content"]], "output": "Text.", "eval": [true, null, false], "id": "t1"}
            {"instruction": "Write.", "decomposed_questions": ["Q?"], "output": "", "eval": [null], "id": "t2"}
            """).Single();

        answer.Task.Messages.Should().Equal(ChatMessage.User("Shorten it.\n\nSome text."));
        (answer.Answer, answer.Rubric.Criteria.Count).Should().Be(("Text.", 3));
        answer.Labels.Select(l => (l.Criterion.Id, l.Criterion.Text, l.Rating)).Should().Equal(("q1", "Is it short?", 1), ("q3", "Is it good?", 0));
    }

    [Fact]
    public void Parse_Faults_AreAllNamedWithTheirPlaces()
    {
        Action act = () => Parse("""
            {"id": "a", "prompt": "p", "rubric": "desk", "variables": {"order": "7", "who": "Ann"}, "answer": 3, "label": {}}
            {"id": "b", "prompt": "p", "rubric": "desk", "variables": {"order": "7", "who": "Ann"}, "answer": "x", "labels": {"number": "met", "nice": "met", "polite": 1, "warm": 4}}
            {"id": "c", "prompt": "p", "rubric": "desk", "answer": "x", "labels": {"polite": "met"}}
            {"id": "d", "instruction": "i", "decomposed_questions": ["Q?", ""], "output": "o", "eval": ["yes"]}
            {"id": "e", "prompt": "p", "rubric": "desk", "variables": {"order": "7", "who": "Ann"}, "answer": "x", "labels": {}}
            nonsense
            """);

        act.Should().Throw<LabelFileException>().Which.Faults.Should().SatisfyRespectively(
            f => f.Should().Be("labels.jsonl:1:1: found no 'labels' in a labelled answer, expected a mapping from criteria to verdicts."),
            f => f.Should().StartWith("labels.jsonl:1:").And.Contain("found the number 3, expected a text for 'answer'"),
            f => f.Should().StartWith("labels.jsonl:1:").And.Contain("found the unknown key 'label'").And.Contain("the nearest is 'labels'"),
            f => f.Should().StartWith("labels.jsonl:2:").And.Contain("found a label of a criterion that a check decides, 'number', expected one of polite, warm."),
            f => f.Should().StartWith("labels.jsonl:2:").And.Contain("found the unknown criterion 'nice', expected one of polite, warm."),
            f => f.Should().StartWith("labels.jsonl:2:").And.Contain("found the number 1, expected met or unmet for 'polite'."),
            f => f.Should().StartWith("labels.jsonl:2:").And.Contain("found the number 4, expected the number of a level, 1 to 3, for 'warm'."),
            f => f.Should().StartWith("labels.jsonl:3:1: task 'c': found no variable 'order'"),
            f => f.Should().StartWith("labels.jsonl:3:1: task 'c': found no variable 'who'"),
            f => f.Should().StartWith("labels.jsonl:4:").And.Contain("found 2 questions and 1 verdicts in 'eval', expected one each."),
            f => f.Should().StartWith("labels.jsonl:4:").And.Contain("found the text '', expected a question."),
            f => f.Should().StartWith("labels.jsonl:4:").And.Contain("found the text 'yes', expected true, false or null: no verdict."),
            f => f.Should().StartWith("labels.jsonl:5:").And.Contain("expected a label of at least one criterion."),
            f => f.Should().StartWith("labels.jsonl:6:").And.Contain("found broken JSON"));
    }

    [Fact]
    public void Parse_NoLine_IsAFault() => new Action(() => Parse("\n")).Should().Throw<LabelFileException>().Which.Faults.Should().Equal("labels.jsonl:1:1: found no labelled answer, expected at least one line.");

    [Fact]
    public void Parse_ExampleOfTheDocument_IsSound()
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "calibration.md"));
        int start = page.IndexOf("```jsonl\n", StringComparison.Ordinal) + 9;
        _folder.Write("welcome.yaml", "criteria:\n  - { id: warm, text: \"Sounds warm to {{$name}}\" }\n");

        Parse(page[start..page.IndexOf("```", start, StringComparison.Ordinal)]).Select(a => (a.Task.Id, a.Labels.Single().Rating)).Should().Equal(("late-17", 1), ("late-18", 0));
    }

    [Fact]
    public void Draw_FewerThanAll_KeepsTheirOrderAndDependsOnTheSeedAlone()
    {
        IReadOnlyList<LabelledAnswer> all = Parse(string.Concat(Enumerable.Range(10, 50).Select(i =>
            $$$"""{"id": "{{{i}}}", "prompt": "p", "criteria": [{"id": "c", "text": "t"}], "answer": "x", "labels": {"c": "met"}}""" + "\n")));

        string[] drawn = [.. LabelFile.Draw(all, 10, 3).Select(a => a.Task.Id)];

        drawn.Should().HaveCount(10).And.BeInAscendingOrder(StringComparer.Ordinal).And.OnlyHaveUniqueItems();
        LabelFile.Draw(all, 10, 3).Select(a => a.Task.Id).Should().Equal(drawn);
        LabelFile.Draw(all, 10, 4).Select(a => a.Task.Id).Should().NotEqual(drawn);
        LabelFile.Draw(all, 99, 3).Should().Equal(all);
    }

    [DataFact("infobench")]
    public void Read_InfoBench_HasEveryVerdictOfTheSet()
    {
        string path = Path.Combine(ReferenceData.FolderOf("infobench"), "gpt4_decompose_eval.jsonl");
        List<JsonElement> lines = [.. ReferenceData.ReadLines(path)];

        IReadOnlyList<LabelledAnswer> answers = LabelFile.Read(path, FakeChecks.All, Rubrics());

        answers.Select(a => a.Task.Id).Should().Equal(lines.Select(l => l.GetProperty("id").GetString()));
        answers.SelectMany(a => a.Labels).Select(l => (l.Criterion.Text, l.Rating == 1)).Should().Equal(lines.SelectMany(l =>
            l.GetProperty("decomposed_questions").EnumerateArray().Zip(l.GetProperty("eval").EnumerateArray(), (question, verdict) => (question.GetString()!, verdict.GetBoolean()))));
    }

    private IReadOnlyList<LabelledAnswer> Parse(string lines) => LabelFile.Parse("labels.jsonl", Encoding.UTF8.GetBytes(lines), FakeChecks.All, Rubrics());

    private RubricCatalog Rubrics()
    {
        _folder.Write("desk.yaml", Desk);
        return RubricCatalog.Load(_folder.Path, FakeChecks.All);
    }
}
