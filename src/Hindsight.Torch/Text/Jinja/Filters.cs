using System.Globalization;

namespace Hindsight.Torch.Text.Jinja;

/// <summary>Jinja's filters.</summary>
internal static class Filters
{
    private static readonly Dictionary<string, Func<object?, Arguments, object?>> All = new(StringComparer.Ordinal)
    {
        ["trim"] = (v, a) => TextMethods.Strip(PythonText.Print(v), a.Text(0, "chars")?.Text, left: true, right: true),
        ["upper"] = (v, _) => PythonText.Print(v).Map(t => t.ToUpperInvariant()),
        ["lower"] = (v, _) => PythonText.Print(v).Map(t => t.ToLowerInvariant()),
        ["title"] = (v, _) => TextMethods.Title(PythonText.Print(v)),
        ["capitalize"] = (v, _) => TextMethods.Capitalize(PythonText.Print(v)),
        ["replace"] = (v, a) => TextMethods.Replace(PythonText.Print(v), PythonText.Print(a.Require(0, "old")), PythonText.Print(a.Require(1, "new")), a.Integer(2, "count", -1)),
        ["string"] = (v, _) => PythonText.Print(v),
        ["safe"] = (v, _) => PythonText.Print(v),
        ["escape"] = (v, _) => Escape(v),
        ["e"] = (v, _) => Escape(v),
        ["format"] = (v, a) => PythonFormat.Apply(Values.RequireText(v), a.Positional),
        ["indent"] = Indent,
        ["wordcount"] = (v, _) => (long)PythonText.Print(v).Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length,
        ["tojson"] = JsonText.Write,
        ["length"] = (v, _) => Values.Length(v),
        ["count"] = (v, _) => Values.Length(v),
        ["default"] = Default,
        ["d"] = Default,
        ["int"] = (v, a) => ToInteger(v, a),
        ["float"] = (v, a) => Values.IsNumber(v) ? Values.ToDouble(v)
            : v is TracedText t && double.TryParse(t.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double d) ? d : a.TryGet(0, "default", out object? o) ? o : 0.0,
        ["abs"] = (v, _) => v is long n ? (object)Math.Abs(n) : Math.Abs(Values.ToDouble(v)),
        ["round"] = (v, a) => Round(v, a),
        ["list"] = (v, _) => new JinjaList(Values.Enumerate(v)),
        ["first"] = (v, _) => Values.Enumerate(v) is [var first, ..] ? first : new Undefined("the first of no items"),
        ["last"] = (v, _) => v is JinjaGenerator ? throw new JinjaFault("a generator has no last item.") : Values.Enumerate(v) is [.., var last] ? last : new Undefined("the last of no items"),
        ["reverse"] = (v, _) => v is TracedText t ? TracedText.Concat([.. Values.Characters(t).Reverse().Cast<TracedText>()]) : new JinjaList([.. Values.Enumerate(v).Reverse()]),
        ["join"] = (v, a) => TextMethods.Join(a.Text(0, "d") ?? TracedText.Empty, a.TryGet(1, "attribute", out object? name) ? [.. Values.Enumerate(v).Select(i => Path(i, name))] : Values.Enumerate(v)),
        ["sort"] = (v, a) => Sort(v, a, a.Flag(0, "reverse", false), a.Flag(1, "case_sensitive", false), a.TryGet(2, "attribute", out object? name) ? name : null),
        ["unique"] = Unique,
        ["min"] = (v, a) => Sort(v, a, false, a.Flag(0, "case_sensitive", false), a.TryGet(1, "attribute", out object? name) ? name : null).Items is [var least, ..] ? least : new Undefined("the least of no items"),
        ["max"] = (v, a) => Sort(v, a, false, a.Flag(0, "case_sensitive", false), a.TryGet(1, "attribute", out object? name) ? name : null).Items is [.., var most] ? most : new Undefined("the greatest of no items"),
        ["sum"] = (v, a) => Values.Enumerate(v).Select(i => a.TryGet(0, "attribute", out object? name) ? Path(i, name) : i)
            .Aggregate(a.TryGet(1, "start", out object? start) ? start : 0L, (sum, i) => Arithmetic.Compute("+", sum, i)),
        ["map"] = Map,
        ["select"] = (v, a) => Select(v, a, false, true),
        ["reject"] = (v, a) => Select(v, a, false, false),
        ["selectattr"] = (v, a) => Select(v, a, true, true),
        ["rejectattr"] = (v, a) => Select(v, a, true, false),
        ["items"] = (v, _) => v is Undefined ? new JinjaGenerator([]) : v is JinjaMap map ? new JinjaGenerator(MapMethods.Items(map).Items) : throw new JinjaFault($"a {Values.TypeName(v)} has no items."),
        ["dictsort"] = DictionarySort,
        ["attr"] = (v, a) => Members.Attribute(v, Values.RequireText(a.Require(0, "name")).Text),
        ["batch"] = Batch,
    };

    /// <summary>Whether a filter of that name is known.</summary>
    public static bool Contains(string name) => All.ContainsKey(name);

    /// <summary>Runs a filter.</summary>
    public static object? Run(string name, object? value, Arguments arguments) =>
        All.TryGetValue(name, out Func<object?, Arguments, object?>? filter) ? filter(value, arguments) : throw new JinjaFault($"the filter '{name}' is not known.");

    private static object? Default(object? value, Arguments arguments)
    {
        bool missing = value is Undefined || (arguments.Flag(1, "boolean", false) && !Values.IsTrue(value));
        return !missing ? value : arguments.TryGet(0, "default_value", out object? otherwise) ? otherwise : TracedText.Empty;
    }

    private static object? ToInteger(object? value, Arguments arguments) => value switch
    {
        bool or long => Values.ToInteger(value),
        double number when Math.Abs(number) < 9e18 => (long)number,
        TracedText text when long.TryParse(text.Text.Trim().Replace("_", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) => number,
        TracedText text when double.TryParse(text.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && Math.Abs(number) < 9e18 => (long)number,
        _ => arguments.TryGet(0, "default", out object? otherwise) ? otherwise : 0L,
    };

    private static double Round(object? value, Arguments arguments)
    {
        double factor = Math.Pow(10, arguments.Integer(0, "precision", 0)), scaled = Values.ToDouble(value) * factor;
        return (arguments.Text(1, "method")?.Text ?? "common") switch
        {
            "common" => Math.Round(scaled, MidpointRounding.ToEven) / factor,
            "ceil" => Math.Ceiling(scaled) / factor,
            "floor" => Math.Floor(scaled) / factor,
            var method => throw new JinjaFault($"the rounding method '{method}' is not known; expected common, ceil or floor."),
        };
    }

    private static TracedText Escape(object? value)
    {
        return PythonText.Print(value).Map(t => t.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal).Replace("'", "&#39;", StringComparison.Ordinal).Replace("\"", "&#34;", StringComparison.Ordinal));
    }

    private static TracedText Indent(object? value, Arguments arguments)
    {
        object? width = arguments.TryGet(0, "width", out object? given) ? given : 4L;
        TracedText indent = width as TracedText ?? new TracedText(new string(' ', (int)Math.Clamp(Values.ToInteger(width), 0, 1000)), TracedText.Template);
        bool first = arguments.Flag(1, "first", false), blank = arguments.Flag(2, "blank", false);
        var newline = new TracedText("\n", TracedText.Template);
        var parts = new List<TracedText>();
        foreach (TracedText line in TextMethods.Lines(PythonText.Print(value) + newline))
        {
            if (parts.Count > 0) parts.Add(newline);
            if (parts.Count == 0 ? first : blank || line.Length > 0) parts.Add(indent);
            parts.Add(line);
        }

        return TracedText.Concat(parts);
    }

    /// <summary>An attribute's path, <c>a.b.0</c>.</summary>
    private static object? Path(object? item, object? path)
    {
        if (path is long) return Members.Item(item, path);
        foreach (string part in Values.RequireText(path).Text.Split('.'))
        {
            item = long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out long index)
                ? Members.Item(item, index)
                : Members.Item(item, new TracedText(part, TracedText.Outside));
        }

        return item;
    }

    private static object? Fold(object? value) => value is TracedText text ? text.Map(t => t.ToLowerInvariant()) : value;

    private static JinjaList Sort(object? value, Arguments arguments, bool reverse, bool caseSensitive, object? attribute)
    {
        object? Key(object? item)
        {
            object? key = attribute is null ? item : Path(item, attribute);
            return caseSensitive ? key : Fold(key);
        }

        Comparer<object?> order = Comparer<object?>.Create(Values.Compare);
        IReadOnlyList<object?> items = Values.Enumerate(value);
        try
        {
            return new JinjaList([.. reverse ? items.OrderByDescending(Key, order) : items.OrderBy(Key, order)]);
        }
        catch (InvalidOperationException e) when (e.InnerException is JinjaFault fault)
        {
            throw new JinjaFault(fault.Message);
        }
    }

    private static JinjaGenerator Unique(object? value, Arguments arguments)
    {
        bool caseSensitive = arguments.Flag(0, "case_sensitive", false);
        object? attribute = arguments.TryGet(1, "attribute", out object? name) ? name : null;
        var seen = new JinjaMap();
        var unique = new List<object?>();
        foreach (object? item in Values.Enumerate(value))
        {
            object? key = attribute is null ? item : Path(item, attribute);
            if (!caseSensitive) key = Fold(key);
            if (seen.TryGet(key, out _)) continue;
            seen.Set(key, true);
            unique.Add(item);
        }

        return new JinjaGenerator(unique);
    }

    private static JinjaGenerator Map(object? value, Arguments arguments)
    {
        if (!Values.IsTrue(value)) return new JinjaGenerator([]);
        IReadOnlyList<object?> items = Values.Enumerate(value);
        if (arguments.Named.TryGetValue("attribute", out object? attribute))
        {
            object? otherwise = arguments.Named.GetValueOrDefault("default");
            return new JinjaGenerator([.. items.Select(i => Path(i, attribute) is var found && found is Undefined && otherwise is not null ? otherwise : found)]);
        }

        string filter = Values.RequireText(arguments.Require(0, "filter")).Text;
        Arguments rest = arguments with { Positional = [.. arguments.Positional.Skip(1)] };
        return new JinjaGenerator([.. items.Select(i => Run(filter, i, rest))]);
    }

    private static JinjaGenerator Select(object? value, Arguments arguments, bool byAttribute, bool keeps)
    {
        if (!Values.IsTrue(value)) return new JinjaGenerator([]);
        int skip = byAttribute ? 1 : 0;
        object? attribute = byAttribute ? arguments.Require(0, "attribute") : null;
        string? test = arguments.Positional.Count > skip ? Values.RequireText(arguments.Positional[skip]).Text : null;
        Arguments rest = arguments with { Positional = [.. arguments.Positional.Skip(skip + 1)] };
        return new JinjaGenerator([.. Values.Enumerate(value).Where(item =>
        {
            object? tested = byAttribute ? Path(item, attribute) : item;
            return (test is null ? Values.IsTrue(tested) : Tests.Run(test, tested, rest)) == keeps;
        })]);
    }

    private static JinjaList DictionarySort(object? value, Arguments arguments)
    {
        if (value is not JinjaMap map) throw new JinjaFault($"found a {Values.TypeName(value)}; expected a dict.");
        string by = arguments.Text(1, "by")?.Text ?? "key";
        if (by is not ("key" or "value")) throw new JinjaFault($"'by' is '{by}'; expected key or value.");
        return Sort(MapMethods.Items(map), arguments, arguments.Flag(2, "reverse", false), arguments.Flag(0, "case_sensitive", false), by == "key" ? 0L : 1L);
    }

    private static JinjaGenerator Batch(object? value, Arguments arguments)
    {
        long size = arguments.Integer(0, "linecount", 1);
        if (size is < 1 or > int.MaxValue) throw new JinjaFault($"the batch size is {size}.");
        List<object?> batches = [];
        foreach (object?[] chunk in Values.Enumerate(value).Chunk((int)size))
        {
            IEnumerable<object?> filled = chunk;
            if (arguments.TryGet(1, "fill_with", out object? fill) && fill is not null) filled = chunk.Concat(Enumerable.Repeat(fill, (int)Math.Min(size, 10_000) - chunk.Length));
            batches.Add(new JinjaList([.. filled]));
        }

        return new JinjaGenerator(batches);
    }
}
