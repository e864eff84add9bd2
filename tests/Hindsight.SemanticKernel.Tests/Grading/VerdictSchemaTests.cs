using System.Text.Json;
using Hindsight.SemanticKernel.Grading;
using Hindsight.Testing;

namespace Hindsight.SemanticKernel.Tests.Grading;

/// <summary>A model that has said its verdict finds reasons for it: reasons come first, in the schema as in the prompts.</summary>
public sealed class VerdictSchemaTests
{
    [Fact]
    public void Of_Members_HaveTheReasonBeforeTheVerdict()
    {
        JsonElement item = JsonDocument.Parse(VerdictSchema.Of([Contexts.Judged("a", "A.")])).RootElement.GetProperty("properties").GetProperty("verdicts").GetProperty("items");

        item.GetProperty("properties").EnumerateObject().Select(p => p.Name).Should().Equal("criterion", "reason", "verdict");
        item.GetProperty("required").EnumerateArray().Select(p => p.GetString()).Should().Equal("criterion", "reason", "verdict");
    }

    [Fact]
    public void Prompts_ThatShowAReply_HaveTheReasonBeforeTheVerdict()
    {
        string[] shown = [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "prompts", "Judge"), "skprompt.txt", SearchOption.AllDirectories)
            .Select(File.ReadAllText).SelectMany(text => text.Split('\n')).Where(line => line.Contains("\"verdict\":"))];

        shown.Should().NotBeEmpty().And.OnlyContain(line => line.Contains("\"reason\":")
            && line.IndexOf("\"reason\":", StringComparison.Ordinal) < line.IndexOf("\"verdict\":", StringComparison.Ordinal));
    }
}
