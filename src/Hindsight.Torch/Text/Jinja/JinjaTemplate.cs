namespace Hindsight.Torch.Text.Jinja;

/// <summary>A parsed template. It renders with the origin of every character kept, and it can reach nothing but what it is given.</summary>
internal sealed class JinjaTemplate
{
    private const int LongestRange = 100_000;
    private readonly IReadOnlyList<Statement> _body;

    private JinjaTemplate(IReadOnlyList<Statement> body) => _body = body;

    /// <summary>Parses a template.</summary>
    /// <exception cref="ChatTemplateException">It breaks the grammar, or names a filter, test or statement that is not known.</exception>
    public static JinjaTemplate Parse(string source) => new(Parser.Parse(source));

    /// <summary>Renders it with some variables.</summary>
    /// <exception cref="ChatTemplateException">The template refuses or fails.</exception>
    public TracedText Render(IReadOnlyDictionary<string, object?> variables)
    {
        var globals = new Scope(null);
        globals.Set("range", (JinjaFunction)Range);
        globals.Set("namespace", (JinjaFunction)MakeNamespace);
        globals.Set("dict", (JinjaFunction)MakeMap);
        globals.Set("raise_exception", (JinjaFunction)(a => throw new JinjaFault(PythonText.Print(a.Require(0, "message")).Text)));
        var scope = new Scope(globals);
        foreach ((string name, object? value) in variables) scope.Set(name, value);
        return new Renderer().Render(_body, scope);
    }

    private static JinjaList Range(Arguments arguments)
    {
        bool single = arguments.Positional.Count == 1;
        long start = single ? 0 : Values.ToInteger(arguments.Require(0, "start"));
        long stop = Values.ToInteger(arguments.Require(single ? 0 : 1, "stop"));
        long step = arguments.Integer(2, "step", 1);
        if (step == 0) throw new JinjaFault("the range's step is 0.");
        double count = Math.Ceiling(((double)stop - start) / step);
        if (count > LongestRange) throw new JinjaFault($"a range has at most {LongestRange} items.");
        return new JinjaList([.. Enumerable.Range(0, (int)Math.Max(0, count)).Select(i => (object?)(start + i * step))]);
    }

    private static JinjaNamespace MakeNamespace(Arguments arguments)
    {
        var made = new JinjaNamespace();
        foreach (object? source in arguments.Positional)
        {
            if (source is not JinjaMap map) throw new JinjaFault("a namespace is made of a dict or of named values.");
            foreach ((object? key, object? value) in map.Entries) made.Members[PythonText.Print(key).Text] = value;
        }

        foreach ((string name, object? value) in arguments.Named) made.Members[name] = value;
        return made;
    }

    private static JinjaMap MakeMap(Arguments arguments)
    {
        var made = new JinjaMap();
        if (arguments.Positional is [JinjaMap source])
        {
            foreach ((object? key, object? value) in source.Entries) made.Set(key, value);
        }

        foreach ((string name, object? value) in arguments.Named) made.Set(name, value);
        return made;
    }
}
