using System.Text.Json;
using Hindsight.Checks.MulDimIf;
using Hindsight.Checks.Tests.Repairs;
using Hindsight.Grading;
using Hindsight.Rubrics;

namespace Hindsight.Checks.Tests.MulDimIf;

public sealed class ConstraintRepairTests
{
    private static readonly ConstraintCheck Check = new();

    [Theory]
    [InlineData("Length", "Words: At most", "Use a maximum of 20 words and at least two sentences.")]
    [InlineData("Length", "Paragraphs", "Split it into 2 to 4 paragraphs.")]
    [InlineData("Content", "Keywords", "It includes the keyword 'tea' and avoids the keyword 'river'.")]
    [InlineData("Content", "Punctuation", "The answer must end with a period.")]
    [InlineData("Content", "Identifiers", "Begin with the phrase 'Dear guest'")]
    [InlineData("Format", "Markdown", "The text should use at least two heading levels.")]
    [InlineData("Format", "Table", "If a table is used, limit it to 4 columns.")]
    [InlineData("Language", "English: All Uppercase", "The answer must be in all uppercase letters.")]
    public void Repair_ManyDrafts_MendsNearlyAllForEveryDemand(string category, string kind, string sentence)
    {
        IReadOnlyDictionary<string, JsonElement> arguments = Of(category, kind, sentence);
        string?[] mended = [.. Enumerable.Range(0, 60).Select(i => Check.Repair.Repair(Drafts.At(i), arguments, new RepairContext(1)))];

        mended.Count(text => text is not null).Should().BeGreaterThan(54);
        mended.Should().OnlyContain(text => text == null || Check.Evaluate(text, arguments).Kind == VerdictKind.Met);
    }

    [Theory]
    [InlineData("Language", "Chinese", "The answer must be in Simplified Chinese.")]
    [InlineData("Length", "Paragraphs", "Write briefly.")]
    [InlineData("No", "Kind", "Write 3 words.")]
    public void Repair_WhatNothingMends_IsNull(string category, string kind, string sentence) =>
        Check.Repair.Repair("Tea is hot.", Of(category, kind, sentence), new RepairContext(1)).Should().BeNull();

    [Theory]
    [InlineData("Length", "Words", "Write at most 9 words.", RepairStage.Length)]
    [InlineData("Format", "Json", "A JSON object with at most 3 levels, that is no more than three levels.", RepairStage.Whole)]
    [InlineData("No", "Kind", "Write 3 words.", RepairStage.Content)]
    public void StageOf_Constraint_IsTheLastOfItsDemands(string category, string kind, string sentence, RepairStage stage) =>
        Check.Repair.StageOf(Of(category, kind, sentence)).Should().Be(stage);

    [Fact]
    public void Mend_BesideOtherCriteria_MendsForAll()
    {
        Criterion[] criteria =
        [
            new() { Id = "a", Text = "", Kind = CriterionKind.Check, Check = ConstraintCheck.CheckId, Arguments = Of("Length", "Words", "Write at most 12 words.") },
            new() { Id = "b", Text = "", Kind = CriterionKind.Check, Check = "ends_with", Arguments = Tests.Arguments.Of("""{"texts":["Bye now."]}""") },
        ];

        RepairedAnswer mended = new AnswerRepair(CheckRegistry.Default).Mend("We drink a lot of tea here. It is hot and sweet and it comes from far away.", criteria, 1);

        mended.Text.Should().EndWith("Bye now.");
        mended.Left.Should().BeEmpty();
    }

    private static IReadOnlyDictionary<string, JsonElement> Of(string category, string kind, string sentence) =>
        Tests.Arguments.Of(JsonSerializer.Serialize(new Dictionary<string, string> { ["category"] = category, ["kind"] = kind, ["sentence"] = sentence }));
}
