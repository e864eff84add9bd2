using System.Globalization;
using System.Text;

namespace Hindsight.Torch.Text.Jinja;

/// <summary>Python's <c>json.dumps</c>, with characters beyond ASCII left as they are unless asked otherwise.</summary>
internal sealed class JsonText
{
    private readonly StringBuilder _text = new();
    private readonly string? _indent;
    private readonly string _itemSeparator, _keySeparator;
    private readonly bool _sorts, _escapes;

    private JsonText(Arguments arguments)
    {
        _escapes = arguments.Named.TryGetValue("ensure_ascii", out object? escapes) && Values.IsTrue(escapes);
        _sorts = arguments.Named.TryGetValue("sort_keys", out object? sorts) && Values.IsTrue(sorts);
        if (arguments.TryGet(0, "indent", out object? indent) && indent is not null)
            _indent = indent is TracedText text ? text.Text : new string(' ', (int)Math.Clamp(Values.ToInteger(indent), 0, 64));
        (_itemSeparator, _keySeparator) = (_indent is null ? ", " : ",", ": ");
        if (arguments.Named.TryGetValue("separators", out object? separators) && separators is JinjaList { Items: [TracedText item, TracedText key] })
            (_itemSeparator, _keySeparator) = (item.Text, key.Text);
    }

    /// <summary>The JSON of a value. All of it counts as coming from outside: what is quoted may be anything.</summary>
    public static TracedText Write(object? value, Arguments arguments)
    {
        var json = new JsonText(arguments);
        json.Write(value, 0);
        return new TracedText(json._text.ToString(), TracedText.Outside);
    }

    private void Write(object? value, int depth)
    {
        switch (value)
        {
            case null: _text.Append("null"); break;
            case bool flag: _text.Append(flag ? "true" : "false"); break;
            case long number: _text.Append(number); break;
            case double number: _text.Append(Number(number)); break;
            case TracedText text: Quote(text.Text); break;
            case JinjaList list: WriteAll('[', ']', list.Items, depth, item => Write(item, depth + 1)); break;
            case JinjaMap map:
                IEnumerable<KeyValuePair<object?, object?>> entries = _sorts ? map.Entries.OrderBy(e => Key(e.Key), StringComparer.Ordinal) : map.Entries;
                WriteAll('{', '}', entries.ToList(), depth, entry =>
                {
                    Quote(Key(entry.Key));
                    _text.Append(_keySeparator);
                    Write(entry.Value, depth + 1);
                });
                break;
            case Undefined undefined: throw undefined.Fault();
            default: throw new JinjaFault($"a {Values.TypeName(value)} has no JSON.");
        }
    }

    private void WriteAll<T>(char open, char close, IReadOnlyList<T> items, int depth, Action<T> write)
    {
        _text.Append(open);
        for (int i = 0; i < items.Count; i++)
        {
            if (i > 0) _text.Append(_itemSeparator);
            Break(depth + 1);
            write(items[i]);
        }

        if (items.Count > 0) Break(depth);
        _text.Append(close);
    }

    private void Break(int depth)
    {
        if (_indent is null) return;
        _text.Append('\n');
        for (int i = 0; i < depth; i++) _text.Append(_indent);
    }

    private static string Number(double number) =>
        double.IsNaN(number) ? "NaN" : double.IsInfinity(number) ? number > 0 ? "Infinity" : "-Infinity" : PythonText.Number(number);

    private static string Key(object? key) => key switch
    {
        TracedText text => text.Text,
        null => "null",
        bool flag => flag ? "true" : "false",
        long number => number.ToString(CultureInfo.InvariantCulture),
        double number => Number(number),
        _ => throw new JinjaFault($"a {Values.TypeName(key)} cannot be a key in JSON."),
    };

    private void Quote(string value)
    {
        _text.Append('"');
        foreach (char c in value)
        {
            switch (c)
            {
                case '"': _text.Append("\\\""); break;
                case '\\': _text.Append("\\\\"); break;
                case '\n': _text.Append("\\n"); break;
                case '\r': _text.Append("\\r"); break;
                case '\t': _text.Append("\\t"); break;
                case '\b': _text.Append("\\b"); break;
                case '\f': _text.Append("\\f"); break;
                default:
                    if (c < ' ' || (_escapes && c > '~')) _text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
                    else _text.Append(c);
                    break;
            }
        }

        _text.Append('"');
    }
}
