using System.Text.Json;
using Hindsight.Imports;
using Hindsight.Rubrics;
using Hindsight.Tasks;
using Hindsight.Testing;
using Hindsight.Tests.Rubrics;

namespace Hindsight.Tests.Imports;

public sealed class RubricImportTests : IDisposable
{
    private const string HealthBench =
        """{"prompt_id":"h1","prompt":[{"role":"user","content":"My head hurts."}],"example_tags":["theme:hedging"],"canary":"x",""" +
        """ "rubrics":[{"criterion":"Asks how long.","points":7,"tags":["axis:accuracy"]},{"criterion":"Is alarming.","points":-5,"tags":[]}],""" +
        """ "ideal_completions_data":{"ideal_completion":"Since when?"}}""";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_InfoBench_MakesEachQuestionACriterion()
    {
        ImportedTasks imported = Import("""{"id":"p1","input":"An avocado.","instruction":"Choose a title.","category":"Quora","subset":"Easy_set","decomposed_questions":["Is it a title?","Is it appealing?"],"question_label":[["Format"],["Content","Style"]],"output":"Avocados","eval":[true,false]}""");

        TrainingTask task = imported.Tasks.Single();
        task.Messages.Single().Content.Should().Be("Choose a title.\n\nAn avocado.");
        task.Criteria.Select(c => (c.Id, c.Text, c.Weight, c.Kind, Tags: string.Join(",", c.Tags))).Should().Equal(
            ("q1", "Is it a title?", 1, CriterionKind.Judge, "Format"), ("q2", "Is it appealing?", 1, CriterionKind.Judge, "Content,Style"));
        task.Tags.Should().Equal("Easy_set", "Quora");
        imported.Answers.Single().Text.Should().Be("Avocados");
    }

    [Fact]
    public void Read_HealthBench_KeepsPointsPitfallsAndTags()
    {
        ImportedTasks imported = Import(HealthBench);

        TrainingTask task = imported.Tasks.Single();
        (task.Id, task.Tags.Single(), task.Messages.Single().Role).Should().Be(("h1", "theme:hedging", "user"));
        task.Criteria.Select(c => (c.Id, c.Weight, c.Tags.Count)).Should().Equal(("c1", 7, 1), ("c2", -5, 0));
        imported.Answers.Single().Text.Should().Be("Since when?");
    }

    [Fact]
    public void Read_Imported_IsAFileOfTasksThatReadsBack()
    {
        ImportedTasks imported = Import(HealthBench);

        TaskFile.Write(_folder.PathOf("tasks.jsonl"), imported.Tasks);

        TaskFile.Read(_folder.PathOf("tasks.jsonl"), new FakeChecks()).Should().BeEquivalentTo(imported.Tasks);
    }

    [Fact]
    public void Read_FaultyLines_AreAllNamedWithTheirPlaces() => FluentActions.Invoking(() => Import("""
        {"prompt_id":"h1","prompt":[{"role":"user","content":"x"}],"rubrics":[{"criterion":"y","points":-1}]}
        {"prompt_id":"h2","points":[7],"criteria_met":[true]}
        {"id":"p","instruction":"x","decomposed_questions":[]}
        {"id":"p2","instruction":"x","decomposed_questions":["a"]}
        {"id":"p2","instruction":"x","decomposed_questions":["a"]}
        """)).Should().Throw<ImportException>().Which.Faults.Should().SatisfyRespectively(
            f => f.Should().Contain(":1:").And.Contain("expected at least one criterion with positive points"),
            f => f.Should().Contain(":2:1: found the keys prompt_id, points, criteria_met, expected 'decomposed_questions' (InFoBench) or 'rubrics' (HealthBench)"),
            f => f.Should().Contain(":3:").And.Contain("at least one question"),
            f => f.Should().Contain(":5:1: found the prompt 'p2' a second time"));

    [Fact]
    public void Read_FileOfSomethingElse_SaysSoOnce()
    {
        ImportException fault = FluentActions.Invoking(() => Import("""
            {"prompt_id":"h1","points":[7]}
            {"prompt_id":"h2","points":[7]}
            """)).Should().Throw<ImportException>().Which;

        fault.IsOfSomethingElse.Should().BeTrue();
        fault.Faults.Should().ContainSingle().Which.Should().EndWith(": found no line of InFoBench (with 'decomposed_questions') or HealthBench (with 'rubrics') among 2; the first has the keys prompt_id, points.");
    }

    [DataFact("infobench")]
    public void Read_InfoBenchsOwnFile_HasItsPromptsAndQuestions()
    {
        foreach (string path in Directory.GetFiles(ReferenceData.FolderOf("infobench"), "*.jsonl"))
        {
            JsonElement[] rows = [.. ReferenceData.ReadLines(path)];

            ImportedTasks imported = RubricImport.Read(path);

            imported.Tasks.Select(t => t.Id).Should().Equal(rows.Select(r => r.GetProperty("id").GetString()));
            imported.Tasks.SelectMany(t => t.Criteria).Select(c => c.Text).Should().Equal(rows.SelectMany(r => r.GetProperty("decomposed_questions").EnumerateArray()).Select(q => q.GetString()));
            imported.Answers.Select(a => a.Text).Should().Equal(rows.Select(r => r.GetProperty("output").GetString()));
        }
    }

    private ImportedTasks Import(string lines) => RubricImport.Read(_folder.Write("lines.jsonl", lines));
}
