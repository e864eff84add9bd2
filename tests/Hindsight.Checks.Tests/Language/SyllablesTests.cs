using Hindsight.Checks.Language;

namespace Hindsight.Checks.Tests.Language;

/// <summary>Expected counts are those of syllapy.</summary>
public sealed class SyllablesTests
{
    [Theory]
    [InlineData("the", 1)]
    [InlineData("e", 1)]
    [InlineData("brr", 1)]
    [InlineData("gardening", 3)]
    [InlineData("smile", 1)]
    [InlineData("tremble", 2)]
    [InlineData("xyle", 1)]
    [InlineData("area", 3)]
    [InlineData("actually", 4)]
    [InlineData("asked", 1)]
    [InlineData("b2b", 0)]
    [InlineData("日本", 1)]
    public void Count_Word_CountsAsTheLibraryDoes(string word, int syllables) => Syllables.Count(word).Should().Be(syllables);
}
