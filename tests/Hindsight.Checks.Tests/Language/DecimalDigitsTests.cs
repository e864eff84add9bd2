using Hindsight.Checks.Language;

namespace Hindsight.Checks.Tests.Language;

public sealed class DecimalDigitsTests
{
    [Theory]
    [InlineData("12a", 2)]
    [InlineData("٣𝟏,", 3)]
    [InlineData("²1", 0)]
    [InlineData("\ud835", 0)]
    [InlineData("", 0)]
    public void Run_Text_IsTheLengthOfItsDigits(string text, int length) => DecimalDigits.Run(text).Should().Be(length);

    [Theory]
    [InlineData("12", 12)]
    [InlineData("٣𝟏", 31)]
    [InlineData("1", null)]
    [InlineData("123", null)]
    [InlineData("1²", null)]
    [InlineData("+1", null)]
    public void Number_TwoDigits_AreReadInEveryScript(string text, int? number) => DecimalDigits.Number(text, 2).Should().Be(number);
}
