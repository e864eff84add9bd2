using Hindsight.Checks.Counts;
using Hindsight.Checks.Generation;
using Hindsight.Checks.Language;
using Hindsight.Checks.Repairs;

namespace Hindsight.Checks.Tests.Repairs;

public sealed class WordingsTests
{
    public static TheoryData<string> Inserted => [.. Wordings.Default.Sentences, .. Wordings.Default.Mentions, .. Wordings.Default.Placeholders, .. Wordings.Default.Postscripts];

    [Theory]
    [MemberData(nameof(Inserted))]
    public void Sentences_EachOfThem_IsOnePlainSentence(string sentence)
    {
        Sentences.Count(sentence).Should().Be(1);
        PunktSentences.Count($"It is so. {sentence} It is so.").Should().Be(3);
        sentence.Should().NotContainAny(",", "'", "\"", "*", "_", ":", ";").And.MatchRegex("^[A-Z][^0-9]*[.]$");
    }

    [Fact]
    public void Lists_EveryOne_HasDifferentTexts()
    {
        IReadOnlyList<string>[] lists = [Wordings.Default.Sentences, Wordings.Default.Mentions, Wordings.Default.Placeholders, Wordings.Default.Items, Wordings.Default.Titles, Wordings.Default.Cells, Wordings.Default.Keys];

        lists.Should().OnlyContain(list => list.Count > 4 && list.Distinct(StringComparer.OrdinalIgnoreCase).Count() == list.Count);
        Wordings.Default.Mentions.Concat(Wordings.Default.Openings).Should().OnlyContain(text => Wording.Names(text).SequenceEqual(new[] { "value" }));
        new[] { ".", "!", "?" }.Should().OnlyContain(mark => Wordings.Default.Closings.Count(c => c.EndsWith(mark, StringComparison.Ordinal)) >= 3);
    }

    [Fact]
    public void Substitutes_NoneOfThem_IsItselfSubstituted() =>
        Wordings.Default.Substitutes.Values.SelectMany(v => v.Split(' ')).Intersect(Wordings.Default.Substitutes.Keys).Should().BeEmpty();
}
