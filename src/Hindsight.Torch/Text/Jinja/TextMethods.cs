using System.Globalization;

namespace Hindsight.Torch.Text.Jinja;

/// <summary>The methods of Python's <c>str</c>; each keeps the origins of what it keeps.</summary>
internal static class TextMethods
{
    /// <summary>A method bound to a text, or <see langword="null"/>.</summary>
    public static JinjaFunction? Find(TracedText text, string name) => name switch
    {
        "strip" => a => Strip(text, a.Text(0, "chars")?.Text, left: true, right: true),
        "lstrip" => a => Strip(text, a.Text(0, "chars")?.Text, left: true, right: false),
        "rstrip" => a => Strip(text, a.Text(0, "chars")?.Text, left: false, right: true),
        "upper" => _ => text.Map(t => t.ToUpperInvariant()),
        "lower" => _ => text.Map(t => t.ToLowerInvariant()),
        "title" => _ => Title(text),
        "capitalize" => _ => Capitalize(text),
        "startswith" => a => Affixes(a).Any(p => text.Text.StartsWith(p, StringComparison.Ordinal)),
        "endswith" => a => Affixes(a).Any(p => text.Text.EndsWith(p, StringComparison.Ordinal)),
        "removeprefix" => a => Affixes(a)[0] is var p && text.Text.StartsWith(p, StringComparison.Ordinal) ? text.Slice(p.Length, text.Length - p.Length) : text,
        "removesuffix" => a => Affixes(a)[0] is var p && text.Text.EndsWith(p, StringComparison.Ordinal) ? text.Slice(0, text.Length - p.Length) : text,
        "split" => a => new JinjaList([.. Split(text, a.Text(0, "sep")?.Text, a.Integer(1, "maxsplit", -1))]),
        "rsplit" => a => new JinjaList([.. SplitFromRight(text, a.Text(0, "sep")?.Text, a.Integer(1, "maxsplit", -1))]),
        "splitlines" => _ => new JinjaList([.. Lines(text)]),
        "replace" => a => Replace(text, Values.RequireText(a.Require(0, "old")), Values.RequireText(a.Require(1, "new")), a.Integer(2, "count", -1)),
        "join" => a => Join(text, Values.Enumerate(a.Require(0, "iterable"))),
        "find" => a => (long)text.Text.IndexOf(Values.RequireText(a.Require(0, "sub")).Text, StringComparison.Ordinal),
        "rfind" => a => (long)text.Text.LastIndexOf(Values.RequireText(a.Require(0, "sub")).Text, StringComparison.Ordinal),
        "index" => a => text.Text.IndexOf(Values.RequireText(a.Require(0, "sub")).Text, StringComparison.Ordinal) is >= 0 and var at ? (long)at : throw new JinjaFault("the text to find is not there."),
        "count" => a => Count(text.Text, Values.RequireText(a.Require(0, "sub")).Text),
        "zfill" => a => new TracedText(new string('0', (int)Math.Clamp(a.Integer(0, "width", 0) - text.Length, 0, 10_000)), TracedText.Template) + text,
        "isdigit" or "isnumeric" or "isdecimal" => _ => text.Length > 0 && text.Text.All(char.IsNumber),
        "isalpha" => _ => text.Length > 0 && text.Text.All(char.IsLetter),
        "isalnum" => _ => text.Length > 0 && text.Text.All(char.IsLetterOrDigit),
        "isspace" => _ => text.Length > 0 && text.Text.All(char.IsWhiteSpace),
        "isupper" => _ => text.Text.Any(char.IsUpper) && !text.Text.Any(char.IsLower),
        "islower" => _ => text.Text.Any(char.IsLower) && !text.Text.Any(char.IsUpper),
        "format" => a => Format(text, a),
        _ => null,
    };

    /// <summary>Without the white space, or the characters named, at its ends.</summary>
    public static TracedText Strip(TracedText text, string? characters, bool left, bool right)
    {
        bool Drops(char c) => characters?.Contains(c) ?? char.IsWhiteSpace(c);
        int start = 0, end = text.Length;
        while (left && start < end && Drops(text.Text[start])) start++;
        while (right && start < end && Drops(text.Text[end - 1])) end--;
        return text.Slice(start, end - start);
    }

    /// <summary>With the occurrences of a text exchanged for another, at most <paramref name="count"/> where that is not negative.</summary>
    public static TracedText Replace(TracedText text, TracedText old, TracedText with, long count)
    {
        if (old.Length == 0) throw new JinjaFault("the text to replace is empty.");
        var parts = new List<TracedText>();
        int from = 0;
        long length = text.Length;
        for (int at; count != 0 && (at = text.Text.IndexOf(old.Text, from, StringComparison.Ordinal)) >= 0; count--)
        {
            if ((length += with.Length) > Arithmetic.LengthLimit) throw new JinjaFault("the result is too long.");
            parts.Add(text.Slice(from, at - from));
            parts.Add(with);
            from = at + old.Length;
        }

        parts.Add(text.Slice(from, text.Length - from));
        return TracedText.Concat(parts);
    }

    /// <summary>Items with a text between.</summary>
    public static TracedText Join(TracedText separator, IReadOnlyList<object?> items)
    {
        var parts = new List<TracedText>();
        long length = 0;
        foreach (object? item in items)
        {
            if (parts.Count > 0) parts.Add(separator);
            parts.Add(PythonText.Print(item));
            if ((length += separator.Length + parts[^1].Length) > Arithmetic.LengthLimit) throw new JinjaFault("the result is too long.");
        }

        return TracedText.Concat(parts);
    }

    /// <summary>The first character in upper case, the others in lower case.</summary>
    public static TracedText Capitalize(TracedText text) =>
        text.Length == 0 ? text : text.Slice(0, 1).Map(t => t.ToUpperInvariant()) + text.Slice(1, text.Length - 1).Map(t => t.ToLowerInvariant());

    /// <summary>Every word's first letter in upper case, the others in lower case.</summary>
    public static TracedText Title(TracedText text)
    {
        bool inWord = false;
        var parts = new List<TracedText>(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            bool first = !inWord;
            inWord = char.IsLetter(text.Text[i]);
            parts.Add(text.Slice(i, 1).Map(t => first ? t.ToUpperInvariant() : t.ToLowerInvariant()));
        }

        return TracedText.Concat(parts);
    }

    /// <summary>The lines, without their ends.</summary>
    public static IEnumerable<TracedText> Lines(TracedText text)
    {
        int from = 0;
        for (int at = 0; at < text.Length; at++)
        {
            if (text.Text[at] is not ('\n' or '\r' or '\v' or '\f' or '\x1c' or '\x1d' or '\x1e' or '\x85' or '\u2028' or '\u2029')) continue;
            yield return text.Slice(from, at - from);
            if (text.Text[at] == '\r' && at + 1 < text.Length && text.Text[at + 1] == '\n') at++;
            from = at + 1;
        }

        if (from < text.Length) yield return text.Slice(from, text.Length - from);
    }

    private static List<TracedText> Split(TracedText text, string? separator, long limit)
    {
        if (separator is null) return SplitAtSpace(text, limit);
        if (separator.Length == 0) throw new JinjaFault("the separator is empty.");
        var parts = new List<TracedText>();
        int from = 0;
        for (int at; limit != 0 && (at = text.Text.IndexOf(separator, from, StringComparison.Ordinal)) >= 0; limit--)
        {
            parts.Add(text.Slice(from, at - from));
            from = at + separator.Length;
        }

        parts.Add(text.Slice(from, text.Length - from));
        return parts;
    }

    private static List<TracedText> SplitAtSpace(TracedText text, long limit)
    {
        var parts = new List<TracedText>();
        int at = 0;
        while (true)
        {
            while (at < text.Length && char.IsWhiteSpace(text.Text[at])) at++;
            if (at == text.Length) return parts;
            int from = at;
            if (limit-- == 0)
            {
                parts.Add(text.Slice(from, text.Length - from));
                return parts;
            }

            while (at < text.Length && !char.IsWhiteSpace(text.Text[at])) at++;
            parts.Add(text.Slice(from, at - from));
        }
    }

    private static List<TracedText> SplitFromRight(TracedText text, string? separator, long limit)
    {
        if (limit < 0) return Split(text, separator, limit);
        if (string.IsNullOrEmpty(separator)) throw new JinjaFault("a separator is wanted.");
        var parts = new List<TracedText>();
        int end = text.Length;
        for (; limit > 0; limit--)
        {
            int at = text.Text.AsSpan(0, end).LastIndexOf(separator);
            if (at < 0) break;
            parts.Insert(0, text.Slice(at + separator.Length, end - at - separator.Length));
            end = at;
        }

        parts.Insert(0, text.Slice(0, end));
        return parts;
    }

    private static long Count(string text, string part)
    {
        if (part.Length == 0) return text.Length + 1;
        long count = 0;
        for (int at = 0; (at = text.IndexOf(part, at, StringComparison.Ordinal)) >= 0; at += part.Length) count++;
        return count;
    }

    private static List<string> Affixes(Arguments arguments)
    {
        object? affix = arguments.Require(0, "prefix");
        return affix is JinjaList { IsTuple: true } tuple ? [.. tuple.Items.Select(i => Values.RequireText(i).Text)] : [Values.RequireText(affix).Text];
    }

    /// <summary><c>str.format</c> with places by order, number or name, without format specifications.</summary>
    private static TracedText Format(TracedText format, Arguments arguments)
    {
        var parts = new List<TracedText>();
        int next = 0;
        for (int at = 0; at < format.Length; at++)
        {
            char c = format.Text[at];
            if (c is '{' or '}' && at + 1 < format.Length && format.Text[at + 1] == c) parts.Add(format.Slice(at++, 1));
            else if (c == '{' && format.Text.IndexOf('}', at) is > 0 and var end)
            {
                string place = format.Text[(at + 1)..end];
                object? value = place.Length == 0 ? arguments.Require(next, $"{next++}")
                    : int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? arguments.Require(number, place)
                    : arguments.Named.TryGetValue(place, out object? named) ? named : throw new JinjaFault($"the place '{{{place}}}' is not understood.");
                parts.Add(PythonText.Print(value));
                at = end;
            }
            else if (c is '{' or '}') throw new JinjaFault($"a single '{c}' in the format.");
            else parts.Add(format.Slice(at, 1));
        }

        return TracedText.Concat(parts);
    }
}
