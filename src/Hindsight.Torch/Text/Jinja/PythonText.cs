using System.Globalization;
using System.Text;

namespace Hindsight.Torch.Text.Jinja;

/// <summary>Python's <c>str</c> and <c>repr</c>.</summary>
internal static class PythonText
{
    /// <summary>What a value prints as; a text is itself, with its origins.</summary>
    public static TracedText Print(object? value) => value switch
    {
        TracedText text => text,
        Undefined => TracedText.Empty,
        bool or long or double or null => new TracedText(Represent(value), TracedText.Template),
        _ => new TracedText(Represent(value), TracedText.Outside),
    };

    /// <summary>What a value looks like inside of a list that is printed.</summary>
    public static string Represent(object? value)
    {
        var text = new StringBuilder();
        Represent(value, text);
        return text.ToString();
    }

    /// <summary>A floating-point number, the shortest that reads back the same.</summary>
    public static string Number(double value)
    {
        if (double.IsNaN(value)) return "nan";
        if (double.IsInfinity(value)) return value > 0 ? "inf" : "-inf";
        string shortest = value.ToString("E16", CultureInfo.InvariantCulture);
        int exponent = value == 0 ? 0 : int.Parse(shortest.AsSpan(shortest.IndexOf('E') + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        string text = value.ToString("R", CultureInfo.InvariantCulture);
        if (exponent is >= -4 and < 16)
        {
            string plain = text.Contains('E') ? value.ToString("F" + Math.Max(0, Digits(text) - 1 - exponent), CultureInfo.InvariantCulture) : text;
            return plain.Contains('.') ? plain : plain + ".0";
        }

        string digits = text.Contains('E') ? text[..text.IndexOf('E')] : Mantissa(text);
        return $"{digits}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}";
    }

    private static int Digits(string text) => text[..text.IndexOf('E')].Count(char.IsAsciiDigit);

    private static string Mantissa(string plain)
    {
        string sign = plain.StartsWith('-') ? "-" : "";
        string digits = new string([.. plain.Where(char.IsAsciiDigit)]).TrimStart('0').TrimEnd('0');
        return sign + (digits.Length > 1 ? $"{digits[0]}.{digits[1..]}" : digits);
    }

    private static void Represent(object? value, StringBuilder text)
    {
        switch (value)
        {
            case null: text.Append("None"); break;
            case bool flag: text.Append(flag ? "True" : "False"); break;
            case long number: text.Append(number); break;
            case double number: text.Append(Number(number)); break;
            case TracedText traced: Quote(traced.Text, text); break;
            case JinjaList list:
                text.Append(list.IsTuple ? '(' : '[');
                for (int i = 0; i < list.Items.Count; i++)
                {
                    if (i > 0) text.Append(", ");
                    Represent(list.Items[i], text);
                }

                if (list is { IsTuple: true, Items.Count: 1 }) text.Append(',');
                text.Append(list.IsTuple ? ')' : ']');
                break;
            case JinjaMap map:
                text.Append('{');
                for (int i = 0; i < map.Entries.Count; i++)
                {
                    if (i > 0) text.Append(", ");
                    Represent(map.Entries[i].Key, text);
                    text.Append(": ");
                    Represent(map.Entries[i].Value, text);
                }

                text.Append('}');
                break;
            default: text.Append('<').Append(Values.TypeName(value)).Append('>'); break;
        }
    }

    private static void Quote(string value, StringBuilder text)
    {
        char quote = value.Contains('\'') && !value.Contains('"') ? '"' : '\'';
        text.Append(quote);
        foreach (char c in value)
        {
            if (c == quote || c == '\\') text.Append('\\').Append(c);
            else if (c == '\n') text.Append("\\n");
            else if (c == '\r') text.Append("\\r");
            else if (c == '\t') text.Append("\\t");
            else if (c < ' ' || c is >= '\x7f' and < '\xa1' or '\xad') text.Append(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}");
            else text.Append(c);
        }

        text.Append(quote);
    }
}
