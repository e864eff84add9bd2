using System.Globalization;
using System.Text;

namespace Hindsight.Torch.Text.Unicode;

/// <summary>Unicode's composed form, NFC (UAX 15). The framework's own needs ICU, which the process does without: there it changes nothing.</summary>
internal static class ComposedForm
{
    private const int SyllableBase = 0xAC00, LeadBase = 0x1100, VowelBase = 0x1161, TailBase = 0x11A7, LeadCount = 19, VowelCount = 21, TailCount = 28;
    private const char FirstAffected = '\u0300';
    private static readonly Dictionary<int, int[]> Decompositions = [];
    private static readonly Dictionary<(int First, int Second), int> Compositions = [];
    private static readonly Dictionary<int, byte> Classes = [];

    static ComposedForm()
    {
        using Stream table = typeof(ComposedForm).Assembly.GetManifestResourceStream("Unicode.canonical.txt")!;
        using var reader = new StreamReader(table);
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#')) Add(line);
        }
    }

    /// <summary>The text in composed form.</summary>
    public static string Of(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange(FirstAffected, char.MaxValue)) return text;
        var characters = new List<int>(text.Length);
        foreach (Rune rune in text.EnumerateRunes()) Decompose(rune.Value, characters);
        Order(characters);
        var composed = new StringBuilder(text.Length);
        foreach (int character in Compose(characters)) composed.Append(new Rune(character).ToString());
        return composed.ToString();
    }

    private static void Decompose(int character, List<int> into)
    {
        int syllable = character - SyllableBase;
        if (syllable is >= 0 and < LeadCount * VowelCount * TailCount)
        {
            into.Add(LeadBase + syllable / (VowelCount * TailCount));
            into.Add(VowelBase + syllable / TailCount % VowelCount);
            if (syllable % TailCount > 0) into.Add(TailBase + syllable % TailCount);
        }
        else if (Decompositions.TryGetValue(character, out int[]? parts))
        {
            foreach (int part in parts) Decompose(part, into);
        }
        else
        {
            into.Add(character);
        }
    }

    /// <summary>Sorts each run of combining characters by their class, equals in their order.</summary>
    private static void Order(List<int> characters)
    {
        for (int start = 0; start < characters.Count; start++)
        {
            int end = start;
            while (end < characters.Count && ClassOf(characters[end]) > 0) end++;
            if (end - start < 2) continue;
            int[] sorted = [.. characters.GetRange(start, end - start).OrderBy(ClassOf)];
            for (int i = 0; i < sorted.Length; i++) characters[start + i] = sorted[i];
            start = end;
        }
    }

    private static List<int> Compose(List<int> characters)
    {
        var composed = new List<int>(characters.Count);
        int starter = -1;
        byte last = 0;
        foreach (int character in characters)
        {
            byte own = ClassOf(character);
            // Between the starter and this character nothing may stand that keeps them apart.
            bool adjacent = starter == composed.Count - 1;
            if (starter >= 0 && (adjacent || (last < own && own > 0)) && Pair(composed[starter], character) is { } whole)
            {
                composed[starter] = whole;
                continue;
            }

            if (own == 0) starter = composed.Count;
            last = own;
            composed.Add(character);
        }

        return composed;
    }

    private static int? Pair(int first, int second)
    {
        int lead = first - LeadBase, vowel = second - VowelBase;
        if (lead is >= 0 and < LeadCount && vowel is >= 0 and < VowelCount) return SyllableBase + (lead * VowelCount + vowel) * TailCount;
        int syllable = first - SyllableBase, tail = second - TailBase;
        if (syllable is >= 0 and < LeadCount * VowelCount * TailCount && syllable % TailCount == 0 && tail is > 0 and < TailCount) return first + tail;
        return Compositions.TryGetValue((first, second), out int whole) ? whole : null;
    }

    private static byte ClassOf(int character) => character < FirstAffected ? (byte)0 : Classes.GetValueOrDefault(character);

    private static void Add(string line)
    {
        int at = line.AsSpan().IndexOfAny("=>-");
        int first = Hex(line.AsSpan(0, at));
        if (line[at] == '-')
        {
            int colon = line.IndexOf(':');
            byte combining = byte.Parse(line.AsSpan(colon + 1), CultureInfo.InvariantCulture);
            for (int character = first; character <= Hex(line.AsSpan(at + 1, colon - at - 1)); character++) Classes.Add(character, combining);
            return;
        }

        int[] parts = [.. line[(at + 1)..].Split(' ').Select(p => Hex(p))];
        Decompositions.Add(first, parts);
        if (line[at] == '=') Compositions.Add((parts[0], parts[1]), first);
    }

    private static int Hex(ReadOnlySpan<char> digits) => int.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
