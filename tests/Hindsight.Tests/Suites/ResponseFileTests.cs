using Hindsight.Suites;
using Hindsight.Testing;

namespace Hindsight.Tests.Suites;

public sealed class ResponseFileTests : IDisposable
{
    private static readonly Suite Suite = Answers.Suite(SuiteForm.Instructions, Answers.Item("1"), Answers.Item("2"), Answers.Item("3"));

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_KeyIdAndPrompt_FindTheirPrompts()
    {
        Responses responses = Read("""
            {"key": 1, "response": "by number", "model": "m"}
            {"id": "2", "response": ""}

            {"prompt": "Prompt 3", "response": "by prompt"}
            """);

        responses.Texts.Should().Equal(new Dictionary<string, string> { ["1"] = "by number", ["2"] = "", ["3"] = "by prompt" });
        responses.Unmatched.Should().BeEmpty();
        responses.Notices.Should().BeEmpty();
    }

    [Fact]
    public void Read_ResponsesToSomethingElse_AreNamed()
    {
        Responses responses = Read("""
            {"key": 7, "response": "a"}
            {"prompt": "Prompt 3 ", "response": "b"}
            {"key": 9, "prompt": "Prompt 1", "response": "c"}
            {"key": 2, "prompt": "Prompt two", "response": "d"}
            """);

        responses.Texts.Should().Equal(new Dictionary<string, string> { ["1"] = "c", ["2"] = "d" });
        responses.Unmatched.Should().Equal($"{File}:1:1: found a response to '7', which is no prompt of suite.jsonl.", $"{File}:2:1: found a response to 'Prompt 3 ', which is no prompt of suite.jsonl.");
        responses.Notices.Should().Equal($"{File}:4:1: the response to '2' was made for another wording of the prompt.");
    }

    [Fact]
    public void Read_FaultyLines_NamesEachWithItsPlace()
    {
        Action act = () => Read("""
            {"key": 1, "response": "a"}
            {"key": 1, "response": "b"}
            {"key": 2}
            {"key": 2, "response": 5}
            {"response": "c"}
            {"key": [], "response": "c"}
            ["key"]
            {"key": 3
            """);

        act.Should().Throw<SuiteException>().Which.Faults.Should().SatisfyRespectively(
            fault => fault.Should().Be($"{File}:2:1: found a second response to '1' (the first is on line 1), expected one."),
            fault => fault.Should().Be($"{File}:3:1: found no 'response' in a response, expected a text."),
            fault => fault.Should().Be($"{File}:4:24: found the number 5, expected a text for 'response'."),
            fault => fault.Should().Be($"{File}:5:1: found neither 'key', 'id' nor 'prompt', expected one that says to what it responds."),
            fault => fault.Should().Be($"{File}:6:9: found a list of 0, expected a text or a number as the key."),
            fault => fault.Should().Be($"{File}:7:1: found a list of 1, expected a response: a mapping."),
            fault => fault.Should().StartWith($"{File}:8:").And.Contain("broken JSON"));
    }

    [Fact]
    public void Read_PromptThatOccursTwice_AsksForAKey()
    {
        SuiteItem one = Answers.Item("1");
        Suite suite = Answers.Suite(SuiteForm.Instructions, one, one with { Task = one.Task with { Id = "2" } });
        _folder.Write("responses.jsonl", """{"prompt": "Prompt 1", "response": "a"}""");

        Action act = () => ResponseFile.Read(File, suite);

        act.Should().Throw<SuiteException>().WithMessage($"{File}:1:1: found a prompt that is that of '1' and '2', expected a key.");
    }

    [Fact]
    public void Read_FileThatIsNotThere_NamesIt()
    {
        Action act = () => ResponseFile.Read(File, Suite);

        act.Should().Throw<SuiteException>().WithMessage($"{File}: *");
    }

    private string File => _folder.PathOf("responses.jsonl");

    private Responses Read(string content)
    {
        _folder.Write("responses.jsonl", content);
        return ResponseFile.Read(File, Suite);
    }
}
