using System.Text;
using CsCheck;
using Hindsight.Checks.Repairs;

namespace Hindsight.Checks.Tests.Repairs;

public sealed class ErasingTests
{
    [Theory]
    [InlineData("One 😀 two", 4, "One two")]
    [InlineData("One 😀 two", 5, "One two")]
    [InlineData("One 𝐛𝐜 two", 6, "One two")]
    [InlineData("a𝐛c", 3, "")]
    [InlineData("One two three", 5, "One three")]
    public void Word_APlaceInIt_LeavesOutAllOfIt(string text, int index, string expected) => Erasing.Word(text, index).Should().Be(expected);

    [Fact]
    public void Word_AnyPlaceInAnyText_NeverSplitsAPair() =>
        Gen.Select(Gen.OneOf("😀", "𝐛", "𐐀", "a", "É", "7", " ", ".", ",", "\n", "\"", "(").Array[1, 12].Select(string.Concat), Gen.Int[0, 100]).Sample((text, place) =>
        {
            string rest = Erasing.Word(text, place % text.Length);
            return rest.Length < text.Length && Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(rest)) == rest;
        }, iter: 10_000);
}
