using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Hindsight.Documents;

/// <summary>One line of JSON with places: the column counts characters of the line.</summary>
internal ref struct JsonLine
{
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly int _line;
    private Utf8JsonReader _reader;
    private int _counted, _column = 1;

    private JsonLine(ReadOnlySpan<byte> bytes, int line)
    {
        _bytes = bytes;
        _line = line;
        _reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = 64 });
    }

    /// <exception cref="DocumentException">It is not one JSON value.</exception>
    public static Node Parse(ReadOnlySpan<byte> bytes, int line)
    {
        var parser = new JsonLine(bytes, line);
        try
        {
            parser._reader.Read();
            Node root = parser.Value();
            parser._reader.Read();
            return root;
        }
        catch (JsonException e)
        {
            int place = (int)Math.Min(e.BytePositionInLine ?? 0, bytes.Length);
            throw new DocumentException(line, Encoding.UTF8.GetCharCount(bytes[..place]) + 1, $"found broken JSON ({Reason(e).TrimEnd('.')}), expected one JSON object.");
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate written as an escape: JSON's grammar allows it, no text can hold it.
            throw new DocumentException(line, parser.Column(), "found an escape that is half of a surrogate pair, expected both halves.");
        }
    }

    private Node Value() => _reader.TokenType switch
    {
        JsonTokenType.StartObject => Mapping(),
        JsonTokenType.StartArray => List(),
        JsonTokenType.String => Place(NodeKind.Text) with { Scalar = _reader.GetString()! },
        JsonTokenType.Number => Place(NodeKind.Number) with { Scalar = Encoding.UTF8.GetString(_reader.ValueSpan), Number = double.Parse(_reader.ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture) },
        JsonTokenType.True => Place(NodeKind.Boolean) with { Scalar = "true" },
        JsonTokenType.False => Place(NodeKind.Boolean) with { Scalar = "false" },
        _ => Place(NodeKind.Null),
    };

    private Node Mapping()
    {
        Node start = Place(NodeKind.Map);
        List<Entry> entries = [];
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndObject)
        {
            string key = _reader.GetString()!;
            int column = Column();
            _reader.Read();
            entries.Add(new Entry(key, _line, column, Value()));
        }

        return start with { Entries = entries };
    }

    private Node List()
    {
        Node start = Place(NodeKind.List);
        List<Node> items = [];
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray) items.Add(Value());
        return start with { Items = items };
    }

    private Node Place(NodeKind kind) => new(kind, _line, Column());

    /// <summary>The column of the token in hand, counted on from the last one: a line may be long and have many.</summary>
    private int Column()
    {
        int token = (int)_reader.TokenStartIndex;
        _column += Encoding.UTF8.GetCharCount(_bytes[_counted..token]);
        _counted = token;
        return _column;
    }

    // The message ends in a place that counts lines of its own.
    private static string Reason(JsonException e) => e.Message.Split(" LineNumber:")[0];
}
