using System.Globalization;

namespace Hindsight.Checks.MulDimIf.Reading;

/// <summary>Numbers in digits or in English words. Which words count differs between the kinds of constraint, as it does in the official program.</summary>
internal sealed class NumberWords
{
    private static readonly string[] UpToTwenty =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"];

    private static readonly (string, int)[] Tens = [("thirty", 30), ("forty", 40), ("fifty", 50), ("sixty", 60), ("seventy", 70), ("eighty", 80), ("ninety", 90), ("hundred", 100)];

    private readonly Dictionary<string, int> _values;

    private NumberWords(IEnumerable<(string Word, int Value)> words)
    {
        _values = words.ToDictionary(w => w.Word, w => w.Value, StringComparer.OrdinalIgnoreCase);
        Words = string.Join('|', _values.Keys);
        // A Chinese number touches the words around it.
        Group = _values.Keys.Any(Han.IsIn) ? $@"(\d+|{Words})" : $@"(\d+|\b(?:{Words})\b)";
    }

    public static NumberWords UpToTen { get; } = new(Range(1, 10));

    /// <summary>One to ten, once and twice.</summary>
    public static NumberWords Times { get; } = new([.. Range(1, 10), ("once", 1), ("twice", 2)]);

    /// <summary>One to twenty and the tens up to a hundred.</summary>
    public static NumberWords UpToHundred { get; } = new([.. Range(1, 20), .. Tens]);

    /// <summary>The same with zero.</summary>
    public static NumberWords FromZero { get; } = new([.. Range(0, 20), .. Tens]);

    public static NumberWords Sentences { get; } = new([.. Range(1, 12), ("fifteen", 15), ("twenty", 20), ("thirty", 30), ("fifty", 50), ("hundred", 100), ("thousand", 1000), .. Chinese]);

    public static NumberWords Paragraphs { get; } = new([.. Range(1, 10), .. Chinese]);

    private static (string, int)[] Chinese => [("一", 1), ("二", 2), ("三", 3), ("四", 4), ("五", 5), ("六", 6), ("七", 7), ("八", 8), ("九", 9), ("十", 10), ("两", 2)];

    /// <summary>The words with | between them.</summary>
    public string Words { get; }

    /// <summary>A group of a regular expression that matches a number.</summary>
    public string Group { get; }

    /// <summary>The number of digits or of one word; <see langword="null"/>: it is none, or too large.</summary>
    public int? Read(string text) => text.Length > 0 && text.All(char.IsAsciiDigit)
        ? int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null
        : _values.TryGetValue(text, out int value) ? value : null;

    /// <summary>A number of several words, with blanks or hyphens between them: twenty-five, two hundred.</summary>
    public int? ReadCompound(string text)
    {
        string digits = text.Trim().Replace(",", "", StringComparison.Ordinal);
        if (digits.Length > 0 && digits.All(char.IsAsciiDigit))
            return Read(digits);
        int total = 0, current = 0;
        foreach (string part in digits.Split([' ', '-', '\t', '\n']))
        {
            if (!_values.TryGetValue(part, out int value))
                return null;
            if (value < 100)
            {
                current += value;
                continue;
            }
            total += Math.Max(current, 1) * value;
            current = 0;
        }
        return total + current;
    }

    private static IEnumerable<(string, int)> Range(int first, int last) => Enumerable.Range(first, last - first + 1).Select(i => (UpToTwenty[i], i));
}
