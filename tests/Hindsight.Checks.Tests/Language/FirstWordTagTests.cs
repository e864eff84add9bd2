using Hindsight.Checks.Language;

namespace Hindsight.Checks.Tests.Language;

/// <summary>Expected tags are those of the Python toolkit's English tagger.</summary>
public sealed class FirstWordTagTests
{
    [Theory]
    [InlineData("Write a poem", "VB")]
    [InlineData("write", "NN")]
    [InlineData("Dance with me", "NN")]
    [InlineData("Evening falls slowly", "VBG")]
    [InlineData("Running late ,", "VBG")]
    [InlineData("Cats run", "NNS")]
    [InlineData("2024 was a", "CD")]
    [InlineData("24 cats", "CD")]
    [InlineData("well-known man", "JJ")]
    [InlineData("- item one", ":")]
    [InlineData("😀 hi", "NN")]
    [InlineData("The cat", "DT")]
    [InlineData("Was it you", "IN")]
    [InlineData("* The story", "IN")]
    [InlineData("Strip it", "NN")]
    [InlineData("Updated list", "VBN")]
    [InlineData("-", ":")]
    public void Of_Words_IsTheToolkitsTag(string words, string tag) => FirstWordTag.Of(words.Split(' ')).Should().Be(tag);
}
