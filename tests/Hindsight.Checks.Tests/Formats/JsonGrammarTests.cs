using Hindsight.Checks.Formats;

namespace Hindsight.Checks.Tests.Formats;

public sealed class JsonGrammarTests
{
    [Theory]
    [InlineData("null")]
    [InlineData("-0.5e+10")]
    [InlineData("[]")]
    [InlineData("{ }")]
    [InlineData("[1 , [ ] , {\"a\" : {\"b\":-Infinity}} , \"\\\"\\u12aF\"]")]
    [InlineData("\"\ud83d\"")]
    public void FirstFault_Json_IsNone(string text) => JsonGrammar.FirstFault(text).Should().Be(-1);

    [Theory]
    [InlineData("", 0)]
    [InlineData("[1,]", 3)]
    [InlineData("[1 2]", 3)]
    [InlineData("{\"a\" 1}", 5)]
    [InlineData("{a:1}", 1)]
    [InlineData("[1}", 2)]
    [InlineData("01", 1)]
    [InlineData("1.", 1)]
    [InlineData("-", 1)]
    [InlineData("\"a\nb\"", 2)]
    [InlineData("\"\\x\"", 2)]
    [InlineData("[1]]", 3)]
    [InlineData("'a'", 0)]
    [InlineData("True", 0)]
    [InlineData("[\"a\"", 4)]
    [InlineData("1\u00a0", 1)]
    public void FirstFault_NoJson_IsWhereItBreaks(string text, int index) => JsonGrammar.FirstFault(text).Should().Be(index);

    [Fact]
    public void FirstFault_MillionLevels_NeedsNoStack() =>
        JsonGrammar.FirstFault(new string('[', 1_000_000) + new string(']', 1_000_000)).Should().Be(-1);

    [Theory]
    [InlineData(4300, -1)]
    [InlineData(4301, 0)]
    public void FirstFault_LongInteger_IsRefusedAsPythonDoes(int digits, int index) => JsonGrammar.FirstFault(new string('9', digits)).Should().Be(index);
}
