using System.Text;
using Hindsight.Answers;
using Hindsight.Checks;
using Hindsight.Rubrics;
using Hindsight.Tasks;
using Hindsight.Testing;
using Hindsight.Worker.Tuning;

namespace Hindsight.EndToEnd.Tests.Documentation;

/// <summary>What the documents and the repository show is what the readers take.</summary>
public sealed class DocumentedFormatTests
{
    public static TheoryData<string> RubricFiles => new(Directory.GetFiles(Path.Combine(Repository.Root, "rubrics"), "*.yaml").Select(f => Path.GetRelativePath(Repository.Root, f)));

    [Theory]
    [MemberData(nameof(RubricFiles))]
    public void Lint_RubricOfTheRepository_IsSound(string path) => RubricLinter.Lint(Path.Combine(Repository.Root, path), CheckRegistry.Default).Should().BeEmpty();

    [Fact]
    public void Parse_ExampleOfTheRubricDocument_IsSound() =>
        RubricFile.Parse("order-desk.yaml", Example("rubrics.md", "yaml"), CheckRegistry.Default).Criteria.Should().HaveCount(4);

    [Fact]
    public void Parse_ExampleOfTheTaskDocument_IsSound() =>
        TaskFile.Parse("tasks.jsonl", Example("tasks.md", "json"), CheckRegistry.Default).Select(t => t.Id).Should().Equal("late-17", "haiku");

    [Fact]
    public void Parse_ExampleOfTheTuningDocument_IsSound() =>
        ConversationFile.Parse("conversations.jsonl", Example("tuning.md", "json")).Select(c => c.Split).Should().Equal(TaskSplit.Train, TaskSplit.HeldOut);

    [Fact]
    public void Parse_ExampleOfTheAnswerDocument_IsSound() =>
        AnswerFile.Parse("answers.jsonl", Example("answers.md", "json"), CheckRegistry.Default, []).Select(a => a.Id).Should().Equal("good", "rude");

    private static byte[] Example(string document, string language)
    {
        string text = File.ReadAllText(Path.Combine(Repository.Root, "docs", document));
        int start = text.IndexOf($"```{language}\n", StringComparison.Ordinal) + language.Length + 4;
        return Encoding.UTF8.GetBytes(text[start..text.IndexOf("```", start, StringComparison.Ordinal)]);
    }
}
