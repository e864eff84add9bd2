using System.Text;
using Hindsight.Answers;
using Hindsight.Policies;
using Hindsight.Tasks;
using Hindsight.Testing;
using Hindsight.Tests.Rubrics;

namespace Hindsight.Tests.Answers;

public sealed class AnswerFileTests
{
    private static readonly TrainingTask Late = new() { Id = "late", Messages = [ChatMessage.User("It is late.")] };

    [Fact]
    public void Parse_LinesThatHoldOrNameTheirTask_AreRead()
    {
        IReadOnlyList<GivenAnswer> answers = Read("""
            {"id":"a","prompt":"Greet Ada.","variables":{"name":"Ada"},"answer":"Hello Ada."}

            {"task":"late","answer":"Sorry."}
            {"task":"late","response":""}
            {"id":"mine","task":"late","answer":"On its way."}
            """);

        answers.Select(a => (a.Id, a.Task.Id, a.Text)).Should().Equal(("a", "a", "Hello Ada."), ("late", "late", "Sorry."), ("late#2", "late", ""), ("mine", "late", "On its way."));
        answers[0].Task.Variables.Should().ContainKey("name");
    }

    [Fact]
    public void Parse_FaultyLines_AreAllNamedWithTheirPlaces()
    {
        Action read = () => Read("""
            {"id":"a","prompt":"x"}
            {"task":"early","answer":"x"}
            {"task":"late","answer":"x","prompt":"y"}
            {"task":"late","answer":3}
            {"id":"b","prompt":"x","answer":"1","response":"2"}
            nonsense
            """);

        read.Should().Throw<AnswerFileException>().Which.Faults.Should().SatisfyRespectively(
            f => f.Should().StartWith("answers.jsonl:1:1: found no 'answer'"),
            f => f.Should().StartWith("answers.jsonl:2:9: found the task 'early', expected the id of a task"),
            f => f.Should().StartWith("answers.jsonl:3:29: found the unknown key 'prompt'"),
            f => f.Should().StartWith("answers.jsonl:4:25: found the number 3, expected a text for 'answer'"),
            f => f.Should().Contain("found both 'answer' and 'response'"),
            f => f.Should().StartWith("answers.jsonl:6:"));
    }

    [Fact]
    public void Parse_SameIdTwice_IsAFault() =>
        FluentActions.Invoking(() => Read("""
            {"id":"x","task":"late","answer":"1"}
            {"id":"x","task":"late","answer":"2"}
            """)).Should().Throw<AnswerFileException>().WithMessage("*:2:7: found the id 'x' again*");

    [Fact]
    public void Write_Answers_AreReadBackAsTheyWere()
    {
        using var folder = new TemporaryFolder();
        GivenAnswer[] answers = [new("a", Late, "One \"é\"\nline"), new("b", Late, "")];

        AnswerFile.Write(folder.PathOf("a.jsonl"), answers);

        AnswerFile.Read(folder.PathOf("a.jsonl"), new FakeChecks(), [Late]).Should().Equal(answers);
    }

    [Fact]
    public void ToSample_SameId_HasTheSameSeed()
    {
        new GivenAnswer("a", Late, "x").ToSample().Seed.Should().Be(new GivenAnswer("a", Late, "y").ToSample().Seed);
        new GivenAnswer("a", Late, "x").ToSample().Seed.Should().NotBe(new GivenAnswer("b", Late, "x").ToSample().Seed);
    }

    private static IReadOnlyList<GivenAnswer> Read(string lines) => AnswerFile.Parse("answers.jsonl", Encoding.UTF8.GetBytes(lines), new FakeChecks(), [Late]);
}
