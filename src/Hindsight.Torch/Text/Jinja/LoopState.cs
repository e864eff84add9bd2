namespace Hindsight.Torch.Text.Jinja;

/// <summary>The variable <c>loop</c>.</summary>
internal sealed class LoopState(IReadOnlyList<object?> items, int depth, JinjaFunction? recurse)
{
    private object? _changed;
    private bool _hasChanged;

    /// <summary>The item in hand, from 0.</summary>
    public int Index { get; set; }

    /// <summary>Renders the loop's body over other items; <see langword="null"/> where the loop is not recursive.</summary>
    public JinjaFunction? Recurse { get; } = recurse;

    /// <summary>One of its attributes.</summary>
    public object? Get(string name) => name switch
    {
        "index" => (long)Index + 1,
        "index0" => (long)Index,
        "revindex" => (long)items.Count - Index,
        "revindex0" => (long)items.Count - Index - 1,
        "first" => Index == 0,
        "last" => Index == items.Count - 1,
        "length" => (long)items.Count,
        "depth" => (long)depth + 1,
        "depth0" => (long)depth,
        "previtem" => Index > 0 ? items[Index - 1] : new Undefined("the item before the first"),
        "nextitem" => Index + 1 < items.Count ? items[Index + 1] : new Undefined("the item after the last"),
        "cycle" => (JinjaFunction)(a => a.Positional.Count > 0 ? a.Positional[Index % a.Positional.Count] : throw new JinjaFault("'cycle' wants items.")),
        "changed" => (JinjaFunction)(a => HasChanged(a)),
        _ => new Undefined($"'loop.{name}'"),
    };

    private bool HasChanged(Arguments arguments)
    {
        var value = new JinjaList(arguments.Positional, IsTuple: true);
        if (_hasChanged && Values.AreEqual(_changed, value)) return false;
        (_changed, _hasChanged) = (value, true);
        return true;
    }
}
