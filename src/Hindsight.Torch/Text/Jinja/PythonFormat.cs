using System.Globalization;

namespace Hindsight.Torch.Text.Jinja;

/// <summary>Python's <c>%</c> formatting, as far as texts and numbers go.</summary>
internal static class PythonFormat
{
    /// <summary>Fills the places of a format.</summary>
    public static TracedText Apply(TracedText format, IReadOnlyList<object?> values)
    {
        var parts = new List<TracedText>();
        int next = 0, from = 0;
        for (int at; (at = format.Text.IndexOf('%', from)) >= 0;)
        {
            parts.Add(format.Slice(from, at - from));
            int end = at + 1;
            while (end < format.Length && "-+ #0123456789.".Contains(format.Text[end])) end++;
            if (end >= format.Length) throw new JinjaFault("the format ends inside of a place.");
            char kind = format.Text[end];
            if (kind == '%') parts.Add(format.Slice(end, 1));
            else if (next >= values.Count) throw new JinjaFault("the format has more places than there are values.");
            else parts.Add(One(format.Text[(at + 1)..end], kind, values[next++]));
            from = end + 1;
        }

        if (next < values.Count) throw new JinjaFault("the format has fewer places than there are values.");
        parts.Add(format.Slice(from, format.Length - from));
        return TracedText.Concat(parts);
    }

    private static TracedText One(string flags, char kind, object? value)
    {
        int point = flags.IndexOf('.');
        string widthText = (point < 0 ? flags : flags[..point]).TrimStart('-', '+', ' ', '#', '0');
        int width = Parse(widthText), precision = point < 0 ? -1 : Parse(flags[(point + 1)..]);
        TracedText text = kind switch
        {
            's' => PythonText.Print(value),
            'r' => new TracedText(PythonText.Represent(value), TracedText.Outside),
            'd' or 'i' => Number(Math.Truncate(Values.ToDouble(value)).ToString("F0", CultureInfo.InvariantCulture)),
            'f' or 'F' => Number(Values.ToDouble(value).ToString("F" + (precision < 0 ? 6 : precision), CultureInfo.InvariantCulture)),
            'x' => Number(Values.ToInteger(value).ToString("x", CultureInfo.InvariantCulture)),
            _ => throw new JinjaFault($"the format '%{kind}' is not known."),
        };
        if (kind == 's' && precision >= 0 && precision < text.Length) text = text.Slice(0, precision);
        if (flags.Contains('+') && kind is 'd' or 'i' or 'f' && !text.Text.StartsWith('-')) text = Number("+") + text;
        if (text.Length >= width) return text;
        bool zeros = flags.TrimStart('-', '+', ' ', '#').StartsWith('0') && kind is not ('s' or 'r') && !flags.StartsWith('-');
        TracedText padding = Number(new string(zeros ? '0' : ' ', width - text.Length));
        if (flags.StartsWith('-')) return text + padding;
        return zeros && text.Text[0] is '-' or '+' ? text.Slice(0, 1) + padding + text.Slice(1, text.Length - 1) : padding + text;
    }

    private static int Parse(string digits) =>
        digits.Length == 0 ? 0 : int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number <= 10_000 ? number : throw new JinjaFault($"the format's width '{digits}' is not understood.");

    private static TracedText Number(string text) => new(text, TracedText.Template);
}
