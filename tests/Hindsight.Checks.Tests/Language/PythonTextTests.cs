using Hindsight.Checks.Language;

namespace Hindsight.Checks.Tests.Language;

/// <summary>Expected values are Python's.</summary>
public sealed class PythonTextTests
{
    [Theory]
    [InlineData("well-known a_b don't", 5)]
    [InlineData("½ ² 三 Ⅷ", 4)]
    [InlineData("नमस्ते", 2)]
    [InlineData("a\u200bb 𝒜𝒷", 3)]
    [InlineData("\ud83d", 0)]
    public void CountWords_Text_CountsRunsOfWordCharacters(string text, int words) => PythonText.CountWords(text).Should().Be(words);

    [Theory]
    [InlineData("ABC 1", true, false)]
    [InlineData("abc 1", false, true)]
    [InlineData("aB", false, false)]
    [InlineData("123", false, false)]
    [InlineData("ǅ", false, false)]
    [InlineData("Aª", false, false)]
    [InlineData("Ⅷ", true, false)]
    [InlineData("ⅷ", false, true)]
    [InlineData("三", false, false)]
    public void CountCases_Text_IsUpperAndIsLowerAreThose(string text, bool upper, bool lower)
    {
        LetterCases cases = PythonText.CountCases(text);

        cases.IsUpper.Should().Be(upper);
        cases.IsLower.Should().Be(lower);
    }

    [Fact]
    public void Strip_SeparatorsOfInformation_AreWhiteSpace() => PythonText.Strip("\u001c\u0085 a \u2028\u001f").ToString().Should().Be("a");

    [Theory]
    [InlineData("İS", "i\u0307s")]
    [InlineData("ΟΔΟΣ ΣΑΣ", "οδος σας")]
    [InlineData("ÀB", "àb")]
    public void Lower_SpecialCapitals_BecomeWhatPythonMakesOfThem(string text, string lower) => PythonText.Lower(text).Should().Be(lower);
}
