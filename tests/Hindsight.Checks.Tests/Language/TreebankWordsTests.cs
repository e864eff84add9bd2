using Hindsight.Checks.Language;

namespace Hindsight.Checks.Tests.Language;

/// <summary>Expected words are those of the Python toolkit's word tokenizer.</summary>
public sealed class TreebankWordsTests
{
    [Theory]
    [InlineData("They'll say \"no\", won't they?", "They|'ll|say|``|no|''|,|wo|n't|they|?")]
    [InlineData("NASA's HQ (in D.C.) cost $3.50. Fine.", "NASA|'s|HQ|(|in|D.C.|)|cost|$|3.50|.|Fine|.")]
    [InlineData("I cannot -- gonna go... 'tis it: 3:30, ok", "I|can|not|--|gon|na|go|...|'t|is|it|:|3:30|,|ok")]
    [InlineData("“Quoted” *bold* a_b@c.d #1", "“|Quoted|”|*|bold|*|a_b|@|c.d|#|1")]
    public void Of_Text_SplitsAsTheToolkitDoes(string text, string words) => string.Join('|', TreebankWords.Of(text)).Should().Be(words);

    [Fact]
    public void Of_MegabytesInOneSentence_TakesLinearTime()
    {
        foreach (string part in (string[])[" ", "\t", "'", ")", ".)", "\"", "`", "a'", "-", ",", "( "])
            TreebankWords.Of($"Mr.{string.Concat(Enumerable.Repeat(part, 200_000))}x").Should().NotBeEmpty();
    }
}
