namespace Hindsight.Documents;

/// <summary>Reads a mapping strictly: unknown and duplicate keys and wrong types become faults, and the reading goes on, to find them all.</summary>
internal sealed class Map
{
    private readonly Node _node;
    private readonly Faults _faults;
    private readonly string _what;

    private Map(Node node, Faults faults, string what) => (_node, _faults, _what) = (node, faults, what);

    public Node Node => _node;

    /// <summary>The mapping with its keys checked, or <see langword="null"/> with a fault: it is none.</summary>
    /// <param name="node">The value.</param>
    /// <param name="faults">Where faults go.</param>
    /// <param name="what">What it is, with its article, for errors.</param>
    /// <param name="keys">The keys allowed; empty: any.</param>
    public static Map? Read(Node node, Faults faults, string what, params IReadOnlyList<string> keys)
    {
        if (node.Kind != NodeKind.Map)
        {
            faults.Expected(node, $"{what}: a mapping");
            return null;
        }

        HashSet<string> seen = [];
        foreach (Entry entry in node.Entries)
        {
            if (!seen.Add(entry.Key)) faults.Add(entry.Line, entry.Column, $"found the key {Node.Quote(entry.Key)} a second time in {what}, expected it once.");
            if (keys.Count == 0 || keys.Contains(entry.Key)) continue;
            faults.Add(entry.Line, entry.Column,
                $"found the unknown key {Node.Quote(entry.Key)} in {what}, expected one of {string.Join(", ", keys)}; the nearest is '{NearestName.Of(entry.Key, keys)}'.");
        }

        return new Map(node, faults, what);
    }

    /// <summary>The value of a key, or <see langword="null"/>.</summary>
    public Node? Find(string key) => _node.Find(key);

    /// <summary>The value of a key, or <see langword="null"/> with a fault.</summary>
    public Node? Require(string key, string expected)
    {
        if (Find(key) is { } value) return value;
        _faults.Add(_node, $"found no '{key}' in {_what}, expected {expected}.");
        return null;
    }

    /// <summary>A text that is not blank; <see langword="null"/> where the key is missing (with a fault if it is required) or its value wrong (with a fault).</summary>
    public string? Text(string key, bool required = false)
    {
        if ((required ? Require(key, "a text") : Find(key)) is not { } value) return null;
        if (value.Kind == NodeKind.Text && !string.IsNullOrWhiteSpace(value.Scalar)) return value.Scalar;
        _faults.Expected(value, value.Kind is NodeKind.Number or NodeKind.Boolean or NodeKind.Null ? $"a text for '{key}' (in quotes)" : $"a text for '{key}' that is not blank");
        return null;
    }

    /// <summary>A finite number.</summary>
    public double? Number(string key, bool required = false)
    {
        if ((required ? Require(key, "a number") : Find(key)) is not { } value) return null;
        if (value.Kind == NodeKind.Number && double.IsFinite(value.Number)) return value.Number;
        _faults.Expected(value, $"a finite number for '{key}'");
        return null;
    }

    public bool? Boolean(string key)
    {
        if (Find(key) is not { } value) return null;
        if (value.Kind == NodeKind.Boolean) return value.Scalar == "true";
        _faults.Expected(value, $"true or false for '{key}'");
        return null;
    }

    /// <summary>A list's items; empty where the key is missing or its value wrong (with a fault).</summary>
    public IReadOnlyList<Node> List(string key)
    {
        if (Find(key) is not { } value) return [];
        if (value.Kind == NodeKind.List) return value.Items;
        _faults.Expected(value, $"a list for '{key}'");
        return [];
    }

    /// <summary>A list's texts; what is none is a fault.</summary>
    public IReadOnlyList<string> Texts(string key, string what)
    {
        List<string> texts = [];
        foreach (Node item in List(key))
        {
            if (item.Kind == NodeKind.Text) texts.Add(item.Scalar);
            else _faults.Expected(item, $"a text for {what}");
        }

        return texts;
    }

    /// <summary>One of a few words.</summary>
    public string? Choice(string key, params IReadOnlyList<string> choices)
    {
        if (Find(key) is not { } value) return null;
        if (value.Kind == NodeKind.Text && choices.Contains(value.Scalar)) return value.Scalar;
        _faults.Expected(value, $"{string.Join(" or ", choices)} for '{key}'");
        return null;
    }
}
