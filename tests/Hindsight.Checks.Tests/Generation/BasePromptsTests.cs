using Hindsight.Tasks;

namespace Hindsight.Checks.Tests.Generation;

public sealed class BasePromptsTests
{
    [Fact]
    public void All_KindsAndSubjects_AreManyAndEven()
    {
        BasePrompts.All.Should().HaveCountGreaterThanOrEqualTo(200).And.OnlyContain(p => p.Tags.Count == 2 && p.Messages.Count == 1 && p.Criteria.Count == 0 && p.Rubric == null);
        BasePrompts.All.GroupBy(p => p.Tags[0]).Should().HaveCountGreaterThanOrEqualTo(12).And.OnlyContain(kind => kind.Count() >= 12 && kind.Count() <= 20);
        BasePrompts.All.GroupBy(p => p.Tags[1]).Should().HaveCountGreaterThanOrEqualTo(20).And.OnlyContain(subject => subject.Count() >= 5 && subject.Count() <= 20);
    }

    [Fact]
    public void All_AnyTwo_ShareLessThanHalfOfTheirWords()
    {
        (string Id, HashSet<string> Words)[] prompts = [.. BasePrompts.All.Select(p => (p.Id, Words(p)))];

        IEnumerable<string> alike = prompts.SelectMany((a, i) => prompts.Skip(i + 1)
            .Where(b => (double)a.Words.Intersect(b.Words).Count() / a.Words.Union(b.Words).Count() >= 0.5).Select(b => $"{a.Id} and {b.Id}"));

        alike.Should().BeEmpty();
    }

    [Fact]
    public void All_Constraints_AreLeftToTheGenerator() => BasePrompts.All
        .Where(p => p.Messages[0].Content.Any(char.IsDigit) || Words(p).Overlaps(["sentences", "paragraphs", "bullet", "bullets", "json", "markdown", "lowercase", "uppercase", "briefly"]))
        .Select(p => p.Id).Should().BeEmpty();

    private static HashSet<string> Words(TrainingTask prompt) => [.. prompt.Messages[0].Content.ToLowerInvariant().Split([' ', '.', ',', '?', ':', ';'], StringSplitOptions.RemoveEmptyEntries)];
}
