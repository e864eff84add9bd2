namespace Hindsight.Torch.Text.Jinja;

/// <summary>Python's arithmetic on the values of a template.</summary>
internal static class Arithmetic
{
    /// <summary>No text or list that a template makes may be longer than this.</summary>
    public const int LengthLimit = 1 << 25;

    /// <summary>One operation.</summary>
    public static object? Compute(string symbol, object? left, object? right)
    {
        if (left is Undefined undefined) throw undefined.Fault();
        if (right is Undefined other) throw other.Fault();
        return (symbol, left, right) switch
        {
            ("+", TracedText a, TracedText b) => a.Length + (long)b.Length <= LengthLimit ? a + b : throw TooLong(),
            ("+", JinjaList a, JinjaList b) when a.IsTuple == b.IsTuple => a.Items.Count + (long)b.Items.Count <= LengthLimit ? new JinjaList([.. a.Items, .. b.Items], a.IsTuple) : throw TooLong(),
            ("*", TracedText text, long or bool) => Repeat(text, Values.ToInteger(right)),
            ("*", long or bool, TracedText text) => Repeat(text, Values.ToInteger(left)),
            ("*", JinjaList list, long or bool) => Repeat(list, Values.ToInteger(right)),
            ("%", TracedText format, _) => PythonFormat.Apply(format, right is JinjaList { IsTuple: true } tuple ? tuple.Items : [right]),
            (_, bool or long, bool or long) => Whole(symbol, Values.ToInteger(left), Values.ToInteger(right)),
            _ when Values.IsNumber(left) && Values.IsNumber(right) => Real(symbol, Values.ToDouble(left), Values.ToDouble(right)),
            _ => throw new JinjaFault($"'{symbol}' does not go with a {Values.TypeName(left)} and a {Values.TypeName(right)}."),
        };
    }

    /// <summary>The sign changed.</summary>
    public static object Negate(object? value) => value is bool or long ? (object)checked(-Values.ToInteger(value)) : -Values.ToDouble(value);

    private static object Whole(string symbol, long a, long b)
    {
        try
        {
            checked
            {
                switch (symbol)
                {
                    case "+": return a + b;
                    case "-": return a - b;
                    case "*": return a * b;
                    case "**" when b >= 0: return Power(a, b);
                    case "//" when b != 0: return a / b - (a % b != 0 && (a < 0) != (b < 0) ? 1 : 0);
                    case "%" when b != 0: return a % b + (a % b != 0 && (a < 0) != (b < 0) ? b : 0);
                    default: return Real(symbol, a, b);
                }
            }
        }
        catch (OverflowException)
        {
            throw new JinjaFault($"{a} {symbol} {b} is too large.");
        }
    }

    private static long Power(long value, long exponent)
    {
        long result = 1;
        for (; exponent > 0; exponent >>= 1)
        {
            if ((exponent & 1) == 1) result = checked(result * value);
            if (exponent > 1) value = checked(value * value);
        }

        return result;
    }

    private static double Real(string symbol, double a, double b) => symbol switch
    {
        "+" => a + b,
        "-" => a - b,
        "*" => a * b,
        "**" => Math.Pow(a, b),
        _ when b == 0 => throw new JinjaFault("division by zero."),
        "/" => a / b,
        "//" => Math.Floor(a / b),
        _ => a - b * Math.Floor(a / b),
    };

    private static TracedText Repeat(TracedText text, long times)
    {
        if (text.Length * (double)times > LengthLimit) throw TooLong();
        return times <= 0 || text.Length == 0 ? TracedText.Empty : TracedText.Concat(Enumerable.Repeat(text, (int)times).ToList());
    }

    private static JinjaList Repeat(JinjaList list, long times)
    {
        if (list.Items.Count * (double)times > LengthLimit) throw TooLong();
        return new JinjaList([.. Enumerable.Repeat(list.Items, (int)Math.Max(0, list.Items.Count == 0 ? 0 : times)).SelectMany(i => i)], list.IsTuple);
    }

    private static JinjaFault TooLong() => new($"the result has more than {LengthLimit} items.");
}
