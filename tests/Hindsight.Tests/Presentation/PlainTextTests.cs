using Hindsight.Presentation;

namespace Hindsight.Tests.Presentation;

public sealed class PlainTextTests
{
    [Theory]
    [InlineData("plain, é 😀", "plain, é 😀")]
    [InlineData("a\tb\r\nc", "a    b\nc")]
    [InlineData("\u001b[31mred\a\0", "␛[31mred␇␀")]
    [InlineData("\u007f\u009b\u202e\ufeff", "\\u{007F}\\u{009B}\\u{202E}\\u{FEFF}")]
    [InlineData("👩\u200d🔧", "👩\u200d🔧")]
    public void Visible_UntrustedText_CannotSteerATerminal(string text, string visible) => PlainText.Visible(text).Should().Be(visible);

    [Fact]
    public void Visible_HalfASurrogatePair_IsReplaced() => PlainText.Visible("a\ud83d").Should().Be("a\ufffd");

    [Theory]
    [InlineData("one two three", 7, "one two|three")]
    [InlineData("one two", 7, "one two")]
    [InlineData("one  two", 4, "one |two")]
    [InlineData("abcdefghij", 4, "abcd|efgh|ij")]
    [InlineData("ab😀cd", 3, "ab|😀c|d")]
    [InlineData("a\n\nb", 9, "a||b")]
    public void Wrap_LongText_BreaksAtSpacesElseAnywhereButWithinACharacter(string text, int width, string lines) =>
        PlainText.Wrap(text, width).Should().Equal(lines.Split('|'));
}
