using Hindsight.Checks.Language;

namespace Hindsight.Checks.Tests.Language;

/// <summary>Expected values are Python's.</summary>
public sealed class AsciiFormTests
{
    [Theory]
    [InlineData("plain ~\u0007", "plain ~\u0007")]
    [InlineData("São Tomé, Chișinău", "Sao Tome, Chisinau")]
    [InlineData("e\u0301 ø ß Œ", "e   ")]
    [InlineData("ﬁ ½ Ａ， 𝐀 ㎞ …", "fi 12 A, A km ...")]
    [InlineData("\u00a0\u2028|", " |")]
    [InlineData("\ud83d日\udc00", "")]
    public void Of_Text_IsItsDecompositionsAscii(string text, string ascii) => AsciiForm.Of(text).Should().Be(ascii);
}
