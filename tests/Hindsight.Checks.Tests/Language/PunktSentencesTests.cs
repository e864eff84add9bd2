using Hindsight.Checks.Language;

namespace Hindsight.Checks.Tests.Language;

/// <summary>Expected splits are those of the Python toolkit's English sentence tokenizer.</summary>
public sealed class PunktSentencesTests
{
    [Theory]
    [InlineData("We met. They left! Did we? Yes", "We met.|They left!|Did we?|Yes")]
    [InlineData("Dr. Lee and Mr. J. Smith paid $3.50 to Acme Inc. yesterday.", "Dr. Lee and Mr. J. Smith paid $3.50 to Acme Inc. yesterday.")]
    [InlineData("It closed at 5 p.m. However, we stayed.", "It closed at 5 p.m.|However, we stayed.")]
    [InlineData("Wait... what? Well... The end.", "Wait... what?|Well...|The end.")]
    [InlineData("Hmm . . . nothing. (He left.) \"She stayed.\" They slept.", "Hmm .|.|.|nothing.|(He left.)|\"She stayed.\"|They slept.")]
    [InlineData("1. Open the box.\n2. Review it.\n3. who knows", "1.|Open the box.|2. Review it.|3. who knows")]
    [InlineData("Plan B. Smith knows it. Plan B. The end", "Plan B. Smith knows it.|Plan B.|The end")]
    [InlineData("No way!!! He said it?! Yes.No", "No way!!!|He said it?!|Yes.No")]
    [InlineData("One*. Two.* Three.", "One*.|Two.|* Three.")]
    [InlineData("The U.S. economy grew. In the U.S. The law differs.", "The U.S. economy grew.|In the U.S.|The law differs.")]
    [InlineData("  \n ", "")]
    [InlineData("", "")]
    public void Of_Text_SplitsAsTheToolkitDoes(string text, string sentences) =>
        string.Join('|', PunktSentences.Of(text).Select(s => text[s.Start..s.End])).Should().Be(sentences);

    [Fact]
    public void Count_MegabytesOfMarks_TakesLinearTime()
    {
        foreach (string part in (string[])[". ", "!)", ".", "a.b) ", "? \n", "-- . "])
            PunktSentences.Count(string.Concat(Enumerable.Repeat(part, 300_000))).Should().BePositive();
    }
}
