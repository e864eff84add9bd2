using System.Collections.Frozen;
using System.Text;

namespace Hindsight.Checks.Language;

/// <summary>
/// A text in ASCII: characters give way to their compatibility decompositions (Unicode 14, NFKD), of which all but ASCII is left out: "Chișinău" becomes "Chisinau". The table is
/// our own, since the application runs without ICU, which normalization would need.
/// </summary>
internal static class AsciiForm
{
    private static readonly FrozenDictionary<Rune, string> Forms = Resource.Text("ascii-forms.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Split('\t'))
        .SelectMany(line => line[1].EnumerateRunes().Select(rune => KeyValuePair.Create(rune, line[0])))
        .ToFrozenDictionary();

    public static string Of(string text)
    {
        if (Ascii.IsValid(text))
            return text;
        var ascii = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (rune.IsAscii)
                ascii.Append((char)rune.Value);
            else if (Forms.TryGetValue(rune, out string? form))
                ascii.Append(form);
        }
        return ascii.ToString();
    }
}
