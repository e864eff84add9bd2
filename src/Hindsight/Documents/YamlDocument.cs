using System.Globalization;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Hindsight.Documents;

/// <summary>A YAML document of plain data: one document, no anchors, no aliases, no tags. Plain scalars are typed by the core schema of YAML 1.2.</summary>
internal sealed partial class YamlDocument
{
    // Nesting that a person writes ends far sooner; a stack overflow cannot be caught.
    private const int DeepestLevel = 64;

    private readonly Parser _parser;

    private YamlDocument(string text) => _parser = new Parser(new StringReader(text));

    /// <exception cref="DocumentException">It is no such document.</exception>
    public static Node Parse(string text)
    {
        var document = new YamlDocument(text);
        try
        {
            return document.Document();
        }
        catch (YamlException e)
        {
            throw new DocumentException((int)e.Start.Line, (int)e.Start.Column, $"found broken YAML ({e.Message.TrimEnd('.')}), expected a mapping.");
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            // What YamlDotNet's parser throws at some broken documents (half of a surrogate pair as an escape, for one).
            Mark end = document._parser.Current?.End ?? Mark.Empty;
            throw new DocumentException((int)end.Line, (int)end.Column, $"found broken YAML ({e.Message.TrimEnd('.')}), expected a mapping.");
        }
    }

    private Node Document()
    {
        _parser.Consume<StreamStart>();
        if (!_parser.TryConsume<DocumentStart>(out _)) throw new DocumentException(1, 1, "found an empty file, expected a mapping.");
        Node root = Value(0);
        _parser.Consume<DocumentEnd>();
        if (_parser.Current is DocumentStart second) throw At(second, "found a second document, expected one.");
        return root;
    }

    private Node Value(int level)
    {
        ParsingEvent next = _parser.Current!;
        if (level > DeepestLevel) throw At(next, $"found more than {DeepestLevel} levels, expected fewer.");
        if (next is AnchorAlias) throw At(next, "found an alias, expected the value itself.");
        // YamlDotNet hands out an end where a last value is missing ("- : ").
        if (next is not NodeEvent node) throw At(next, "found the end, expected a value.");
        if (!node.Anchor.IsEmpty) throw At(next, "found an anchor, expected the value alone.");
        if (!node.Tag.IsEmpty && !node.Tag.IsNonSpecific) throw At(next, $"found the tag {Node.Quote(node.Tag.Value)}, expected the value alone.");
        _parser.MoveNext();
        return node switch
        {
            Scalar scalar => ScalarNode(scalar),
            SequenceStart => List(next, level),
            _ => Mapping(next, level),
        };
    }

    private Node List(ParsingEvent start, int level)
    {
        List<Node> items = [];
        while (!_parser.TryConsume<SequenceEnd>(out _)) items.Add(Value(level + 1));
        return Place(NodeKind.List, start) with { Items = items };
    }

    private Node Mapping(ParsingEvent start, int level)
    {
        List<Entry> entries = [];
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            Node key = Value(level + 1);
            if (key.Kind is NodeKind.List or NodeKind.Map) throw new DocumentException(key.Line, key.Column, $"found {key.Describe()} as a key, expected a text.");
            entries.Add(new Entry(key.Scalar, key.Line, key.Column, Value(level + 1)));
        }

        return Place(NodeKind.Map, start) with { Entries = entries };
    }

    private static Node ScalarNode(Scalar scalar)
    {
        string text = scalar.Value;
        if (!scalar.IsPlainImplicit || scalar.Style != ScalarStyle.Plain) return Place(NodeKind.Text, scalar) with { Scalar = text };
        return text switch
        {
            "" or "~" or "null" or "Null" or "NULL" => Place(NodeKind.Null, scalar) with { Scalar = text },
            "true" or "True" or "TRUE" => Place(NodeKind.Boolean, scalar) with { Scalar = "true" },
            "false" or "False" or "FALSE" => Place(NodeKind.Boolean, scalar) with { Scalar = "false" },
            _ when Number(text) is { } number => Place(NodeKind.Number, scalar) with { Scalar = text, Number = number },
            _ => Place(NodeKind.Text, scalar) with { Scalar = text },
        };
    }

    private static double? Number(string text)
    {
        if (DecimalNumber().IsMatch(text)) return double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        return text switch
        {
            ".inf" or ".Inf" or ".INF" or "+.inf" or "+.Inf" or "+.INF" => double.PositiveInfinity,
            "-.inf" or "-.Inf" or "-.INF" => double.NegativeInfinity,
            ".nan" or ".NaN" or ".NAN" => double.NaN,
            _ => null,
        };
    }

    private static Node Place(NodeKind kind, ParsingEvent start) => new(kind, (int)start.Start.Line, (int)start.Start.Column);

    private static DocumentException At(ParsingEvent place, string fault) => new((int)place.Start.Line, (int)place.Start.Column, fault);

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z", RegexOptions.NonBacktracking)]
    private static partial Regex DecimalNumber();
}
