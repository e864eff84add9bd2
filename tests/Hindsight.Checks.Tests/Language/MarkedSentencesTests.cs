using Hindsight.Checks.Language;

namespace Hindsight.Checks.Tests.Language;

/// <summary>Expected splits are those of the helper of IFEval's and IFBench's programs.</summary>
public sealed class MarkedSentencesTests
{
    [Theory]
    [InlineData("We met. They left! Did we? Yes", "We met.|They left!|Did we?|Yes")]
    [InlineData("Dr. Lee (Ph.D.) paid 3.50 at x.com.", "Dr. Lee (Ph.D.) paid 3.50 at x.com.")]
    [InlineData("Version 1.2.3 is out", "Version 1.2.|3 is out")]
    [InlineData("Wait... what?! No.No", "Wait...|what?|!|No.|No")]
    [InlineData("He works at Acme Inc. They pay. Acme Inc. pays", "He works at Acme Inc|They pay.|Acme Inc. pays")]
    [InlineData("In the U.S. He voted. In the U.S. now, e.g. here", "In the U.S.|He voted.|In the U.S. now, e.g. here")]
    [InlineData("\"Go.\" \"Go?\" “Go.” “Go!”", "\"Go\".|\"Go\"?|“Go”.|“Go!|”")]
    [InlineData("So said J. Smith.\nOn\tA. B. too", "So said J. Smith.|On A. B. too")]
    [InlineData("a<stop><stop>b<prd>", "a||b.")]
    [InlineData(" ", "")]
    public void Of_Text_SplitsAsTheHelperDoes(string text, string sentences) => string.Join('|', MarkedSentences.Of(text)).Should().Be(sentences);

    [Fact]
    public void Of_MegabytesOfMarks_TakesLinearTime()
    {
        foreach (string part in (string[])[". ", "?\"", ".", "A.B. He ", " Inc. It ", "1.2.3"])
            MarkedSentences.Of(string.Concat(Enumerable.Repeat(part, 200_000))).Should().NotBeEmpty();
    }
}
