namespace Hindsight.Torch.Text.Jinja;

/// <summary>What Python says of the values of a template.</summary>
/// <remarks>A value is <see langword="null"/> (none), <see cref="bool"/>, <see cref="long"/>, <see cref="double"/>, <see cref="TracedText"/>, <see cref="JinjaList"/>,
/// <see cref="JinjaMap"/>, <see cref="JinjaGenerator"/>, <see cref="JinjaNamespace"/>, <see cref="LoopState"/>, <see cref="JinjaFunction"/> or <see cref="Undefined"/>.</remarks>
internal static class Values
{
    /// <summary>How Python names the value's type.</summary>
    public static string TypeName(object? value) => value switch
    {
        null => "NoneType",
        bool => "bool",
        long => "int",
        double => "float",
        TracedText => "str",
        JinjaList list => list.IsTuple ? "tuple" : "list",
        JinjaMap => "dict",
        JinjaGenerator => "generator",
        JinjaNamespace => "namespace",
        LoopState => "loop",
        JinjaFunction => "function",
        _ => "undefined",
    };

    /// <summary>Whether a value counts as true.</summary>
    public static bool IsTrue(object? value) => value switch
    {
        null or Undefined => false,
        bool flag => flag,
        long number => number != 0,
        double number => number != 0,
        TracedText text => text.Length > 0,
        JinjaList list => list.Items.Count > 0,
        JinjaMap map => map.Entries.Count > 0,
        _ => true,
    };

    /// <summary>Whether a value is a number; truth values are.</summary>
    public static bool IsNumber(object? value) => value is bool or long or double;

    /// <summary>A number as floating point.</summary>
    public static double ToDouble(object? value) => value switch
    {
        bool flag => flag ? 1 : 0,
        long number => number,
        double number => number,
        Undefined undefined => throw undefined.Fault(),
        _ => throw new JinjaFault($"found a {TypeName(value)}; expected a number."),
    };

    /// <summary>A whole number.</summary>
    public static long ToInteger(object? value) => value switch
    {
        bool flag => flag ? 1 : 0,
        long number => number,
        Undefined undefined => throw undefined.Fault(),
        _ => throw new JinjaFault($"found a {TypeName(value)}; expected a whole number."),
    };

    /// <summary>A text.</summary>
    public static TracedText RequireText(object? value) => value switch
    {
        TracedText text => text,
        Undefined undefined => throw undefined.Fault(),
        _ => throw new JinjaFault($"found a {TypeName(value)}; expected a text."),
    };

    /// <summary>Python's <c>==</c>.</summary>
    public static bool AreEqual(object? left, object? right) => (left, right) switch
    {
        (null, null) or (Undefined, Undefined) => true,
        (long a, long b) => a == b,
        (TracedText a, TracedText b) => a.Text == b.Text,
        (JinjaList a, JinjaList b) => a.IsTuple == b.IsTuple && a.Items.Count == b.Items.Count && a.Items.Zip(b.Items).All(p => AreEqual(p.First, p.Second)),
        (JinjaMap a, JinjaMap b) => a.Entries.Count == b.Entries.Count && a.Entries.All(e => b.TryGet(e.Key, out object? other) && AreEqual(e.Value, other)),
        _ when IsNumber(left) && IsNumber(right) => ToDouble(left) == ToDouble(right),
        _ => ReferenceEquals(left, right),
    };

    /// <summary>Python's order: below, equal or above zero.</summary>
    public static int Compare(object? left, object? right)
    {
        switch (left, right)
        {
            case (long a, long b): return a.CompareTo(b);
            case (TracedText a, TracedText b): return string.CompareOrdinal(a.Text, b.Text);
            case (JinjaList a, JinjaList b) when a.IsTuple == b.IsTuple:
                for (int i = 0; i < Math.Min(a.Items.Count, b.Items.Count); i++)
                {
                    if (!AreEqual(a.Items[i], b.Items[i])) return Compare(a.Items[i], b.Items[i]);
                }

                return a.Items.Count.CompareTo(b.Items.Count);
            case (Undefined undefined, _): throw undefined.Fault();
            case (_, Undefined undefined): throw undefined.Fault();
            default:
                if (IsNumber(left) && IsNumber(right)) return ToDouble(left).CompareTo(ToDouble(right));
                throw new JinjaFault($"a {TypeName(left)} and a {TypeName(right)} have no order.");
        }
    }

    /// <summary>Python's <c>in</c>.</summary>
    public static bool Contains(object? container, object? item) => container switch
    {
        TracedText text => text.Text.Contains(RequireText(item).Text, StringComparison.Ordinal),
        JinjaMap map => map.TryGet(item, out _),
        _ => Enumerate(container).Any(i => AreEqual(i, item)),
    };

    /// <summary>The items of a value that can be looped over: a map gives its keys, a text its characters.</summary>
    public static IReadOnlyList<object?> Enumerate(object? value) => value switch
    {
        JinjaList list => list.Items,
        JinjaMap map => [.. map.Entries.Select(e => e.Key)],
        TracedText text => Characters(text),
        JinjaGenerator generator => generator.Take(),
        Undefined => [],
        _ => throw new JinjaFault($"a {TypeName(value)} cannot be looped over."),
    };

    /// <summary>Python's <c>len</c>.</summary>
    public static long Length(object? value) => value switch
    {
        TracedText text when text.Text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0 => text.Length,
        JinjaMap map => map.Entries.Count,
        JinjaGenerator => throw new JinjaFault("a generator has no length."),
        _ => Enumerate(value).Count,
    };

    /// <summary>A text's characters; a pair of surrogates is one.</summary>
    public static IReadOnlyList<object?> Characters(TracedText text)
    {
        var characters = new List<object?>(text.Length);
        for (int at = 0; at < text.Length;)
        {
            int length = at + 1 < text.Length && char.IsSurrogatePair(text.Text[at], text.Text[at + 1]) ? 2 : 1;
            characters.Add(text.Slice(at, length));
            at += length;
        }

        return characters;
    }
}
