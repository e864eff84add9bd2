namespace Hindsight.Torch.Text.Jinja;

/// <summary>The methods of Python's <c>list</c> that change nothing.</summary>
internal static class ListMethods
{
    /// <summary>A method bound to a list, or <see langword="null"/>.</summary>
    public static JinjaFunction? Find(JinjaList list, string name) => name switch
    {
        "index" => a => Index(list, a.Require(0, "value")),
        "count" => a => (long)list.Items.Count(i => Values.AreEqual(i, a.Require(0, "value"))),
        "copy" => _ => list,
        "append" or "extend" or "insert" or "pop" or "remove" or "clear" or "sort" or "reverse" =>
            _ => throw new JinjaFault($"'{name}' would change a list; templates cannot."),
        _ => null,
    };

    private static long Index(JinjaList list, object? value)
    {
        for (int i = 0; i < list.Items.Count; i++)
        {
            if (Values.AreEqual(list.Items[i], value)) return i;
        }

        throw new JinjaFault("the value to find is not in the list.");
    }
}
