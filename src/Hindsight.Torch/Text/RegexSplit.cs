using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Hindsight.Torch.Text;

/// <summary>Cuts a text at the matches of a regular expression: each match is a piece, and so is what lies between two.</summary>
/// <remarks>
/// .NET sees UTF-16 units, the reference sees characters: a letter outside of the basic plane is two surrogates here and a letter there. Such characters are
/// replaced, for matching alone, by one of the same Unicode category inside it.
/// </remarks>
/// <param name="pattern">The expression.</param>
/// <param name="keepsRest">Whether what lies between matches is kept.</param>
internal sealed partial class RegexSplit(Regex pattern, bool keepsRest = true) : ITextSplit
{
    private static readonly char[] StandIns = MakeStandIns();

    /// <summary>GPT-2's expression, which byte-level pre-tokenizers use unless told otherwise.</summary>
    public static RegexSplit Gpt2 { get; } = new(Gpt2Pattern());

    /// <summary>Llama 3's expression: numbers in groups of up to three.</summary>
    public static RegexSplit Llama3 { get; } = new(Llama3Pattern());

    /// <summary>Qwen 2's expression: every digit alone.</summary>
    public static RegexSplit Qwen2 { get; } = new(Qwen2Pattern());

    public void Split(string text, int start, int end, List<Range> pieces)
    {
        ReadOnlySpan<char> span = text.AsSpan(start, end - start);
        if (span.IndexOfAnyInRange('\uD800', '\uDFFF') < 0)
        {
            Split(span, null, start, pieces);
            return;
        }

        var shown = new StringBuilder(span.Length);
        var offsets = new List<int>(span.Length + 1);
        int at = 0;
        foreach (Rune rune in span.EnumerateRunes())
        {
            offsets.Add(at);
            shown.Append(rune.IsBmp ? (char)rune.Value : StandIns[(int)Rune.GetUnicodeCategory(rune)]);
            at += rune.Utf16SequenceLength;
        }

        offsets.Add(at);
        Split(shown.ToString(), offsets, start, pieces);
    }

    public void Describe(Utf8JsonWriter json)
    {
        json.WriteString("type", "Split");
        json.WriteStartObject("pattern");
        json.WriteString("Regex", pattern.ToString());
        json.WriteEndObject();
        json.WriteString("behavior", keepsRest ? "Isolated" : "Removed");
        json.WriteBoolean("invert", !keepsRest);
    }

    private void Split(ReadOnlySpan<char> shown, List<int>? offsets, int start, List<Range> pieces)
    {
        int from = 0;
        foreach (ValueMatch match in pattern.EnumerateMatches(shown))
        {
            if (match.Length == 0) continue;
            if (keepsRest) Add(from, match.Index);
            Add(match.Index, match.Index + match.Length);
            from = match.Index + match.Length;
        }

        if (keepsRest) Add(from, shown.Length);

        void Add(int first, int last)
        {
            if (first < last) pieces.Add((start + (offsets?[first] ?? first))..(start + (offsets?[last] ?? last)));
        }
    }

    private static char[] MakeStandIns()
    {
        var standIns = new char[30];
        for (int c = char.MaxValue; c > 0x7F; c--) standIns[(int)CharUnicodeInfo.GetUnicodeCategory((char)c)] = (char)c;
        return standIns;
    }

    [GeneratedRegex(@"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Gpt2Pattern();

    [GeneratedRegex(@"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Llama3Pattern();

    [GeneratedRegex(@"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Qwen2Pattern();
}
