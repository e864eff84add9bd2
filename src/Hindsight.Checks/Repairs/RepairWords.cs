using Hindsight.Training;

namespace Hindsight.Checks.Repairs;

/// <summary>The words that one step of a repair may put into a text, in an order that a seed decides: none that stand there already, each in the case that the text is written in.</summary>
/// <param name="seed">Decides the order.</param>
/// <param name="text">The text.</param>
internal sealed class RepairWords(ulong seed, string text)
{
    // More would be tried only where nothing helps.
    private const int Most = 12;

    private const string Value = "{value}";

    /// <summary>Whole sentences that fit anywhere.</summary>
    public IEnumerable<string> Sentences => Of(Wordings.Default.Sentences);

    /// <summary>Some texts of a list.</summary>
    public IEnumerable<string> Of(IReadOnlyList<string> texts) => Shuffled(texts).Where(t => !text.Contains(t, StringComparison.OrdinalIgnoreCase)).Take(Most).Select(t => Casing.Like(text, t));

    /// <summary>Some texts of a list, never none: where all stand in the text already, again.</summary>
    public string[] Any(IReadOnlyList<string> texts) => Of(texts).ToArray() is { Length: > 0 } some ? some : Shuffled(texts);

    /// <summary>Some texts of a list, with a value in the place of <c>{value}</c>; the value keeps its case.</summary>
    public IEnumerable<string> Of(IReadOnlyList<string> texts, string value) =>
        Shuffled(texts).Select(t => string.Join(value, t.Split(Value).Select(part => Casing.Like(text, part)))).Where(t => !text.Contains(t, StringComparison.OrdinalIgnoreCase)).Take(Most);

    private string[] Shuffled(IReadOnlyList<string> texts)
    {
        string[] shuffled = [.. texts];
        new RandomStream(seed).Shuffle(shuffled.AsSpan());
        return shuffled;
    }
}
