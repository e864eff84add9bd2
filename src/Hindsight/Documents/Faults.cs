namespace Hindsight.Documents;

/// <summary>Gathers everything that is wrong with a file, a line each: <c>file:line:column: found …, expected …</c>.</summary>
internal sealed class Faults(string file)
{
    private readonly List<(int Line, int Column, string Text)> _faults = [];
    private readonly HashSet<(int Line, int Column)> _places = [];

    public int Count => _faults.Count;

    public bool Any => Count > 0;

    /// <summary>The faults in the order of the file.</summary>
    public IReadOnlyList<string> Lines => [.. _faults.OrderBy(f => f.Line).ThenBy(f => f.Column).Select(f => $"{file}:{f.Line}:{f.Column}: {f.Text}")];

    public void Add(int line, int column, string fault)
    {
        _faults.Add((line, column, fault));
        _places.Add((line, column));
    }

    public void Add(Node node, string fault) => Add(node.Line, node.Column, fault);

    /// <summary>Whether a value has a fault.</summary>
    public bool HasAt(Node node) => _places.Contains((node.Line, node.Column));

    /// <summary>The same faults, to which others can be added.</summary>
    public Faults Copy()
    {
        var copy = new Faults(file);
        foreach ((int line, int column, string text) in _faults) copy.Add(line, column, text);
        return copy;
    }

    public void Expected(Node node, string expected) => Add(node, $"found {node.Describe()}, expected {expected}.");
}
