using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hindsight.Documents;

/// <summary>A value of a YAML or JSON document with its place, counted from 1. Duplicate keys are kept, so that they can be complained about.</summary>
internal sealed record Node(NodeKind Kind, int Line, int Column)
{
    /// <summary>A text, number or boolean as text.</summary>
    public string Scalar { get; init; } = "";

    public double Number { get; init; }

    public IReadOnlyList<Node> Items { get; init; } = [];

    public IReadOnlyList<Entry> Entries { get; init; } = [];

    /// <summary>The first value of a key, or <see langword="null"/>: it has none.</summary>
    public Node? Find(string key) => Entries.FirstOrDefault(e => e.Key == key)?.Value;

    /// <summary>The value in words, for errors.</summary>
    public string Describe() => Kind switch
    {
        NodeKind.Null => "nothing",
        NodeKind.Boolean => Scalar,
        NodeKind.Number => $"the number {Scalar}",
        NodeKind.Text => $"the text {Quote(Scalar)}",
        NodeKind.List => $"a list of {Items.Count}",
        _ => "a mapping",
    };

    /// <summary>A text in quotes on one line, shortened, with control characters written out: it is read in a terminal.</summary>
    public static string Quote(string text)
    {
        string line = string.Concat((text.Length > 60 ? text[..(char.IsHighSurrogate(text[56]) ? 56 : 57)] : text).ReplaceLineEndings(" ").Select(c => char.IsControl(c) ? $"\\u{(int)c:x4}" : $"{c}"));
        return text.Length > 60 ? $"'{line}…'" : $"'{line}'";
    }

    public JsonElement ToJson() => JsonSerializer.SerializeToElement(ToJsonNode());

    private JsonNode? ToJsonNode() => Kind switch
    {
        NodeKind.Null => null,
        NodeKind.Boolean => JsonValue.Create(Scalar == "true"),
        NodeKind.Number => NumberNode(),
        NodeKind.Text => JsonValue.Create(Scalar),
        NodeKind.List => new JsonArray([.. Items.Select(i => i.ToJsonNode())]),
        _ => new JsonObject(Entries.DistinctBy(e => e.Key).Select(e => KeyValuePair.Create(e.Key, e.Value.ToJsonNode()))),
    };

    private JsonValue NumberNode() => long.TryParse(Scalar, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole)
        ? JsonValue.Create(whole)
        : double.IsFinite(Number) ? JsonValue.Create(Number) : JsonValue.Create(Scalar); // JSON has no such number: left as a text for the check to refuse.
}
