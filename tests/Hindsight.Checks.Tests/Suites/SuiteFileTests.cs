using System.Text.Json;
using Hindsight.Checks.Suites;
using Hindsight.Suites;
using Hindsight.Tasks;
using Hindsight.Testing;
using Xunit.Abstractions;

namespace Hindsight.Checks.Tests.Suites;

public sealed class SuiteFileTests(ITestOutputHelper output) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_InstructionForm_GivesEachInstructionItsTwoReadings()
    {
        Suite suite = Read("""
            {"key": 7, "prompt": "Write.", "instruction_id_list": ["punctuation:no_comma", "length_constraints:number_words"], "kwargs": [{"num_words": null}, {"num_words": 3, "relation": "at least", "keyword": null}]}
            {"key": "8", "prompt": "Write.", "instruction_id_list": ["detectable_format:title"], "kwargs": [{}]}
            """);

        suite.Form.Should().Be(SuiteForm.Instructions);
        suite.Items.Select(i => (i.Key, i.Prompt)).Should().Equal(("7", "Write."), ("8", "Write."));
        suite.Items[0].Demands.Select(d => (d.Name, d.Criterion, d.Loose)).Should().Equal(("punctuation:no_comma", "1", "1-loose"), ("length_constraints:number_words", "2", "2-loose"));
        suite.Items[0].Demands[1].Labels.Should().Equal(new Dictionary<string, string> { ["family"] = "length_constraints", ["instruction"] = "length_constraints:number_words" });
        suite.Items[0].Task.Criteria.Select(c => (c.Id, c.Check, JsonSerializer.Serialize(c.Arguments))).Should().Equal(
            ("1", "ifeval/punctuation:no_comma", "{}"), ("1-loose", "ifeval/punctuation:no_comma", """{"loose":true}"""),
            ("2", "ifeval/length_constraints:number_words", """{"num_words":3,"relation":"at least"}"""),
            ("2-loose", "ifeval/length_constraints:number_words", """{"num_words":3,"relation":"at least","loose":true}"""));
    }

    [Fact]
    public void Read_ConstraintForm_LabelsEachConstraintByItsKind()
    {
        Suite suite = Read("""{"id": "1", "conversations": [{"role": "user", "content": "Write."}], "constraints": [["Length", "Words: At most", "At most 3 words."], ["Table", "Row limit", "At most 3 rows."]], "constraint_pattern": "Listing", "difficulty": "Level 2"}""");

        suite.Form.Should().Be(SuiteForm.Constraints);
        SuiteItem item = suite.Items.Should().ContainSingle().Subject;
        item.Prompt.Should().Be("Write.");
        item.Demands.Select(d => d.Name).Should().Equal("At most 3 words.", "At most 3 rows.");
        item.Demands[1].Labels.Should().Equal(new Dictionary<string, string> { ["difficulty"] = "Level 2", ["pattern"] = "Listing", ["category"] = "Format", ["kind"] = "Format_Table" });
        item.Task.Criteria.Should().OnlyContain(c => c.Check == "muldimif/constraint");
    }

    [Fact]
    public void Read_TaskForm_TakesTasksOfBothSplits()
    {
        Suite suite = Read("""
            {"id": "a", "prompt": "p", "rubric": "r", "split": "train"}
            {"id": "b", "messages": [{"role": "system", "content": "s"}, {"role": "user", "content": "p"}], "split": "heldout"}
            """);

        suite.Form.Should().Be(SuiteForm.Tasks);
        suite.Items.Select(i => (i.Key, i.Prompt, i.Demands.Count)).Should().Equal(("a", "p", 0), ("b", null, 0));
    }

    [Fact]
    public void Read_FaultyInstructionLines_NamesEachWithItsPlace()
    {
        Action act = () => Read("""
            {"key": 1, "prompt": "p", "instruction_id_list": ["punctuation:no_coma"], "kwargs": [{}]}
            {"key": 1, "prompt": "p", "instruction_id_list": ["punctuation:no_comma"], "kwargs": [{}, {}]}
            {"key": 3, "prompt": " ", "instruction_id_list": [], "kwargs": []}
            {"key": 4, "prompt": "p", "instruction_id_list": ["length_constraints:number_words", 5], "kwargs": [{"num_words": "many", "relation": "at least"}, {}], "more": 1}
            {"prompt": "p", "instruction_id_list": "a", "kwargs": [{}]}
            {"key": 6, "prompt": "p", "instruction_id_list": ["punctuation:no_comma"], "kwargs": ["x"]}
            {"id": "7", "prompt": "p"}
            no JSON
            {"key": 9, "prompt": "p", "instruction_id_list": ["punctuation:no_comma"], "kwargs": [{"loose": true}]}
            """);

        act.Should().Throw<SuiteException>().Which.Faults.Should().SatisfyRespectively(
            fault => fault.Should().Be($"{File}:1:51: found the text 'punctuation:no_coma', expected the id of an instruction; the nearest is 'punctuation:no_comma'."),
            fault => fault.Should().Be($"{File}:2:9: found the key '1' of line 1 again, expected different ones."),
            fault => fault.Should().Be($"{File}:2:86: found a list of 2, expected arguments for each of the 1 instructions."),
            fault => fault.Should().StartWith($"{File}:3:22: found the text ' ', expected a text for 'prompt'"),
            fault => fault.Should().Be($"{File}:3:50: found a list of 0, expected at least one instruction."),
            fault => fault.Should().Be($"{File}:4:86: found the number 5, expected the id of an instruction."),
            fault => fault.Should().StartWith($"{File}:4:101: ifeval/length_constraints:number_words: 'num_words': found ").And.Contain("expected a whole number"),
            fault => fault.Should().StartWith($"{File}:4:153: found the unknown key 'more'"),
            fault => fault.Should().Be($"{File}:5:1: found no 'key' in a prompt with instructions, expected a text or a number."),
            fault => fault.Should().StartWith($"{File}:5:40: found the text 'a', expected a list"),
            fault => fault.Should().StartWith($"{File}:6:87: found the text 'x', expected the arguments of an instruction"),
            fault => fault.Should().StartWith($"{File}:7:1: found no 'key'"),
            fault => fault.Should().StartWith($"{File}:7:1: found no 'instruction_id_list'"),
            fault => fault.Should().StartWith($"{File}:7:2: found the unknown key 'id'"),
            fault => fault.Should().StartWith($"{File}:8:2: found broken JSON"),
            fault => fault.Should().Be($"{File}:9:88: found 'loose' among the arguments of an instruction, expected those of the suite alone: each is read strictly and loosely."));
    }

    [Fact]
    public void Read_FaultyConstraintLines_NamesEachWithItsPlace()
    {
        Action act = () => Read("""
            {"id": "1", "conversations": [], "constraints": []}
            {"id": "2", "conversations": [{"role": "user"}], "constraints": [["Length", "Verses", "Three verses."], ["Length", "Words"], ["Length", "Words", " "]]}
            {"id": "2", "conversations": [{"role": "user", "content": "p"}], "constraints": [["Length", "Words", "At most 3 words."]], "difficulty": 3}
            """);

        act.Should().Throw<SuiteException>().Which.Faults.Should().SatisfyRespectively(
            fault => fault.Should().Be($"{File}:1:30: found a list of 0, expected at least one message."),
            fault => fault.Should().Be($"{File}:1:49: found a list of 0, expected at least one constraint."),
            fault => fault.Should().Be($"{File}:2:31: found no 'content' in a message, expected a text."),
            fault => fault.Should().StartWith($"{File}:2:66: Found the constraint kind \"Length_Verses\"; expected one of Citations_In-text, "),
            fault => fault.Should().StartWith($"{File}:2:105: found a list of 2, expected a constraint"),
            fault => fault.Should().StartWith($"{File}:2:126: found a list of 3, expected a constraint"),
            fault => fault.Should().Be($"{File}:3:8: found the id '2' of line 2 again, expected different ones."),
            fault => fault.Should().StartWith($"{File}:3:138: found the number 3, expected a text for 'difficulty'"));
    }

    [Fact]
    public void Read_FaultyTasks_AreThoseOfTaskFiles()
    {
        Action act = () => Read("""{"id": "a", "prompt": 4}""");

        act.Should().Throw<TaskFileException>().WithMessage($"{File}:1:23: *");
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    public void Read_NothingThere_IsAFault(string content)
    {
        Action act = () => Read(content);

        act.Should().Throw<TaskFileException>().WithMessage($"{File}:1:1: found no task*");
    }

    [Fact]
    public void Read_ExamplesOfTheDocument_AreOfTheTwoPublishedForms()
    {
        string[] blocks = System.IO.File.ReadAllText(Path.Combine(Repository.Root, "docs", "evaluation.md")).Split("```json\n")[1..];

        blocks.Select(block => Read(block[..block.IndexOf("```", StringComparison.Ordinal)]).Form).Should().Equal(SuiteForm.Instructions, SuiteForm.Constraints);
    }

    [DataFact("ifeval")]
    public void Read_OfficialInstructions_AllOfThem()
    {
        string path = Path.Combine(ReferenceData.FolderOf("ifeval"), "input_data.jsonl");

        Suite suite = SuiteFile.Read(path, CheckRegistry.Default);

        suite.Items.Should().HaveCount(ReferenceData.ReadLines(path).Count());
        output.WriteLine($"{suite.Items.Count} prompts, {suite.Items.Sum(i => i.Demands.Count)} instructions");
    }

    [DataFact("muldimif")]
    public void Read_OfficialConstraints_AllOfThemAndByTheTwelveKinds()
    {
        string path = Path.Combine(ReferenceData.FolderOf("muldimif"), "tasks.jsonl");

        Suite suite = SuiteFile.Read(path, CheckRegistry.Default);

        List<JsonElement> rows = [.. ReferenceData.ReadLines(path)];
        suite.Items.Select(i => i.Key).Should().Equal(rows.Select(r => r.GetProperty("id").GetString()));
        suite.Items.Select(i => i.Demands.Count).Should().Equal(rows.Select(r => r.GetProperty("constraints").GetArrayLength()));
        string[] kinds = [.. suite.Items.SelectMany(i => i.Demands).Select(d => d.Labels["kind"]).Distinct().Order(StringComparer.Ordinal)];
        output.WriteLine($"{suite.Items.Count} prompts, {suite.Items.Sum(i => i.Demands.Count)} constraints: {string.Join(", ", kinds)}");
        kinds.Should().BeSubsetOf([
            "Content_Identifiers", "Content_Keywords", "Content_Punctuation", "Format_Json", "Format_Markdown", "Format_Table", "Format_XML", "Language_Chinese", "Language_English",
            "Length_Paragraphs", "Length_Sentences", "Length_Words"]);
    }

    private string File => _folder.PathOf("suite.jsonl");

    private Suite Read(string content) => SuiteFile.Read(_folder.Write("suite.jsonl", content), CheckRegistry.Default);
}
