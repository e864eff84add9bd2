using System.Text;
using System.Text.RegularExpressions;
using Hindsight.Checks.Language;

namespace Hindsight.Checks.MulDimIf.Reading;

/// <summary>Reads how deep JSON is to be nested: an exact number before all, else the strictest limits.</summary>
internal static class JsonReader
{
    private const string N = @"(\d+|two|three)";

    private static readonly Regex[] Exact = Patterns($"exactly {N} levels? of nesting", $"json example with exactly {N} levels?", $"object nesting levels must be {N}", $"nesting level of {N}",
        $"be limited to {N} levels of nesting");

    private static readonly Regex[] Max = Patterns($"must not exceed {N} levels? of nesting", $"no more than {N} levels?", $"maximum of {N} (?:object )?nesting levels", $"maximum of {N} levels",
        $"not exceed {N} levels", $"levels not exceeding {N}", $"with the structure not exceeding {N} levels", $"object nesting levels must not exceed {N}",
        $"response must not exceed {N} levels? of nesting", $"and at most {N}");

    private static readonly Regex[] Min = Patterns($"at least {N} levels? (?:of nesting|deep)", $"must include a json object with at least {N} levels?", $"and at least {N}");

    public static ConstraintReading Read(string sentence)
    {
        var letters = new StringBuilder();
        foreach (Rune rune in sentence.ToLowerInvariant().EnumerateRunes())
        {
            if (PythonText.IsWord(rune) || Rune.IsWhiteSpace(rune))
                letters.Append(rune.ToString());
        }
        string text = letters.ToString();
        if (Exact.SelectMany(p => Numbers(p, text).Take(1)).Select(n => (int?)n).FirstOrDefault() is { } exact)
            return LengthReaders.Limited(JsonLevelsCheck.Id, (exact, exact));
        int? max = Max.SelectMany(p => Numbers(p, text)).Select(n => (int?)n).Min(), min = Min.SelectMany(p => Numbers(p, text)).Select(n => (int?)n).Max();
        return min is null && max is null ? ConstraintReading.NoAnswer : LengthReaders.Limited(JsonLevelsCheck.Id, (min, max));
    }

    private static IEnumerable<int> Numbers(Regex pattern, string text) => pattern.Matches(text).Select(m => NumberWords.UpToTen.Read(m.Groups[1].Value)).OfType<int>();

    private static Regex[] Patterns(params string[] patterns) => [.. patterns.Select(Pattern.Of)];
}
