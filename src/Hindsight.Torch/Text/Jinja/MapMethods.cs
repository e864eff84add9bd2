namespace Hindsight.Torch.Text.Jinja;

/// <summary>The methods of Python's <c>dict</c> that change nothing.</summary>
internal static class MapMethods
{
    /// <summary>A method bound to a map, or <see langword="null"/>.</summary>
    public static JinjaFunction? Find(JinjaMap map, string name) => name switch
    {
        "items" => _ => Items(map),
        "keys" => _ => new JinjaList([.. map.Entries.Select(e => e.Key)]),
        "values" => _ => new JinjaList([.. map.Entries.Select(e => e.Value)]),
        "get" => a => map.TryGet(a.Require(0, "key"), out object? value) ? value : a.TryGet(1, "default", out object? otherwise) ? otherwise : null,
        "copy" => _ => map,
        _ => null,
    };

    /// <summary>The pairs of keys and values.</summary>
    public static JinjaList Items(JinjaMap map) => new([.. map.Entries.Select(e => new JinjaList([e.Key, e.Value], IsTuple: true))]);
}
