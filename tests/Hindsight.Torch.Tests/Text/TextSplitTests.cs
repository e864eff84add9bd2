using Hindsight.Torch.Text;

namespace Hindsight.Torch.Tests.Text;

public sealed class TextSplitTests
{
    [Theory]
    [InlineData("Hello world's  end\n\n x", "Hello| world|'s| | end|\n\n| x")]
    [InlineData("a1234 ½Ⅷ!", "a|1234| ½Ⅷ|!")]
    [InlineData("  ", "  ")]
    [InlineData("", "")]
    public void Gpt2_Text_IsCutAsPublished(string text, string pieces) => Cut(RegexSplit.Gpt2, text).Should().Be(pieces);

    [Theory]
    [InlineData("It's 12345 ok\r\n\n", "It|'s| |123|45| ok|\r\n\n")]
    [InlineData("WE'VE .x", "WE|'VE| .|x")]
    public void Llama3_Text_IsCutAsPublished(string text, string pieces) => Cut(RegexSplit.Llama3, text).Should().Be(pieces);

    [Fact]
    public void Qwen2_Digits_StandAlone() => Cut(RegexSplit.Qwen2, "a 12").Should().Be("a| |1|2");

    [Theory]
    [InlineData("!𝓗i", "!|𝓗i")]
    [InlineData("a𝓗 𝓗", "a𝓗| 𝓗")]
    [InlineData("x🧀!", "x|🧀!")]
    [InlineData("𝟙𝟚a", "𝟙𝟚|a")]
    public void Gpt2_CharactersBeyondTheBasicPlane_AreOfTheirOwnCategory(string text, string pieces) => Cut(RegexSplit.Gpt2, text).Should().Be(pieces);

    [Fact]
    public void Llama3_NumeralsBeyondTheBasicPlane_CountAsOneEach() => Cut(RegexSplit.Llama3, "𝟙𝟚𝟛𝟜").Should().Be("𝟙𝟚𝟛|𝟜");

    [Theory]
    [InlineData(true, "a12 3𝟙b", "a|1|2| |3|𝟙|b")]
    [InlineData(false, "a12 3𝟙b", "a|12| |3𝟙|b")]
    public void Digits_AloneOrTogether_AreCutFromTheRest(bool individual, string text, string pieces) => Cut(new DigitSplit(individual), text).Should().Be(pieces);

    private static string Cut(ITextSplit split, string text)
    {
        // Bounds inside of a longer text: what lies outside is not looked at.
        var pieces = new List<Range>();
        string longer = "x" + text + "x";
        split.Split(longer, 1, longer.Length - 1, pieces);
        return string.Join('|', pieces.Select(p => longer[p]));
    }
}
