using System.Text.Json;
using Hindsight.Checks.MulDimIf;
using Hindsight.Grading;

namespace Hindsight.Checks.Tests.MulDimIf;

public sealed class MulDimIfConstraintTests
{
    [Theory]
    [InlineData("Length", "Words", "Write between twenty-five and 40 words about tea.", """muldimif/length:words {"min":25,"max":40}""")]
    [InlineData("Length", "Words: At most", "It should have a maximum of 1,200 words and at least three sentences.", """muldimif/length:words {"max":1200}; muldimif/length:sentences {"min":3,"runs":true}""")]
    [InlineData("Length", "Words", "Each cell of the \"Price\" column must contain no more than two words.", """muldimif/length:item_words {"max":2,"item":"cell of the price"}""")]
    [InlineData("Length", "Words", "Each word must be at most 7 characters long.", """muldimif/length:word_characters {"max":7}""")]
    [InlineData("Length", "Sentences", "The tale should not exceed seven sentences.", """muldimif/length:sentences {"max":7}""")]
    [InlineData("Length", "Paragraphs", "Split it into 2 to 4 paragraphs.", """muldimif/length:paragraphs {"min":2,"max":4}""")]
    [InlineData("Content", "Keywords", "Use 'tea' or 'mate' at least twice.", """muldimif/content:keywords {"keywords":["tea","mate"],"mode":"any","times":2}""")]
    [InlineData("Content", "Keywords", "Every stanza must include the keyword 'tea' and must end with a period.", """muldimif/content:keywords {"keywords":["tea"],"period":true,"item":"stanza"}""")]
    [InlineData("Content", "Keywords", "It includes the keyword 'tea' and avoids the keyword 'milk'.", """contains {"texts":["tea"]}; not_contains {"texts":["milk"]}""")]
    [InlineData("Content", "Punctuation", "Each sentence must end with a period or an exclamation mark.", """muldimif/content:punctuation {"marks":[".","!"],"part":"sentence"}""")]
    [InlineData("Content", "Punctuation", "Titles must not end with a semicolon", """muldimif/content:punctuation {"marks":[";"],"part":"text","forbidden":true}""")]
    [InlineData("Content", "Identifiers", "Begin with the phrase 'Dear guest'", """muldimif/content:start {"text":"Dear guest"}""")]
    [InlineData("Format", "Table", "The table must not exceed three rows and must include columns for \"Tea,\" and \"Price\".", """muldimif/format:table_rows {"max":3}; muldimif/format:table_headers {"headers":["tea","price"],"either_way":true}""")]
    [InlineData("Format", "Table", "If a table is used, limit it to 4 columns.", """muldimif/format:table_columns {"max":4,"required":false}""")]
    [InlineData("Format", "Markdown", "The text should use at least two heading levels.", """muldimif/format:heading_level_count {"min":2}""")]
    [InlineData("Format", "Markdown", "Use heading levels 1 and 2 and bold type.", """muldimif/format:bold {}; muldimif/format:heading_levels {"levels":["1","2"]}""")]
    [InlineData("Format", "Json", "A JSON object with at most 3 levels, that is no more than three levels.", """muldimif/format:json_levels {"max":3}""")]
    [InlineData("XML", "Number of attributes", "Every element must have exactly two attributes.", """muldimif/format:xml_attributes {"min":2,"max":2}""")]
    [InlineData("Language", "English", "Table headers must be in all uppercase letters.", """muldimif/language:english {"case":"upper","part":"table_header"}""")]
    [InlineData("Language", "Chinese: Traditional", "請使用繁體中文", """muldimif/language:chinese {"script":"traditional","extent":"some"}""")]
    public void Read_SentenceOfItsKind_FindsTheDemands(string category, string kind, string sentence, string demands)
    {
        MulDimIfConstraint constraint = MulDimIfConstraint.Read(category, kind, sentence);

        string.Join("; ", constraint.Demands.Select(d => $"{d.Check} {JsonSerializer.Serialize(d.Arguments, Plain)}")).Should().Be(demands);
        constraint.Otherwise.Should().BeNull();
    }

    [Theory]
    [InlineData("Length", "Words", "Write briefly.", VerdictKind.Met)]
    [InlineData("Length", "Paragraphs", "Write briefly.", VerdictKind.Unmet)]
    [InlineData("Language", "English", "Write briefly.", VerdictKind.Unmet)]
    public void Evaluate_SentenceWithoutDemands_CountsAsTheOfficialProgramHasIt(string category, string kind, string sentence, VerdictKind verdict)
    {
        CheckOutcome outcome = MulDimIfConstraint.Read(category, kind, sentence).Evaluate("Tea", CheckRegistry.Default);

        outcome.Kind.Should().Be(verdict);
        outcome.Reason.Should().Contain("\"Write briefly.\"");
    }

    [Fact]
    public void Evaluate_TwoDemands_MeansOfTheirDegreesAndTheFaultThatWasFound()
    {
        MulDimIfConstraint constraint = MulDimIfConstraint.Read("Length", "Words", "Write at least 4 words and at most 1 sentence.");

        constraint.Evaluate("Tea is hot.", CheckRegistry.Default).Should().Be(new CheckOutcome(VerdictKind.Unmet, "Found 3 words; expected at least 4 words.", 0.875));
    }

    [Fact]
    public void Read_UnknownKind_IsRefusedWithTheKinds()
    {
        Action act = () => MulDimIfConstraint.Read("Length", "Verses", "Write 3 verses.");

        act.Should().Throw<ArgumentException>().WithMessage("Found the constraint kind \"Length_Verses\"; expected one of *Length_Words*");
    }

    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
