using CsCheck;
using Hindsight.Torch.Text.Unicode;

namespace Hindsight.Torch.Tests.Text.Unicode;

public sealed class ComposedFormTests
{
    [Theory]
    [InlineData("Ka\u0308se", "Käse")]
    [InlineData("\u212B", "\u00C5")]
    [InlineData("\uFB01", "\uFB01")]
    [InlineData("q\u0307\u0323", "q\u0323\u0307")]
    [InlineData("d\u0323\u0307", "\u1E0D\u0307")]
    [InlineData("a\u0301\u0301", "\u00E1\u0301")]
    [InlineData("a\u0334\u0301", "\u00E1\u0334")]
    [InlineData("\u1112\u1161\u11AB", "\uD55C")]
    [InlineData("\uD558\u11AB", "\uD55C")]
    [InlineData("\u0344", "\u0308\u0301")]
    [InlineData("\u0958", "\u0915\u093C")]
    [InlineData("\U0001D15E", "\U0001D157\U0001D165")]
    [InlineData("\uF900", "\u8C48")]
    [InlineData("plain \u00E9", "plain \u00E9")]
    public void Of_KnownTexts_IsUnicodesComposedForm(string text, string expected) => ComposedForm.Of(text).Should().Be(expected);

    [Fact]
    public void Of_ComposedText_ChangesNothing() => Gen.String.Select(s => string.Concat(s.EnumerateRunes())).Sample(text => ComposedForm.Of(ComposedForm.Of(text)) == ComposedForm.Of(text));

    [Fact]
    public void Of_ManyCombiningCharacters_TakesNoTimeToSpeakOf()
    {
        string text = "a" + string.Concat(Enumerable.Repeat("\u0301\u0323", 100_000));
        ComposedForm.Of(text).Should().HaveLength(text.Length - 1).And.StartWith("\u1EA1\u0323").And.EndWith("\u0301");
    }
}
