namespace Hindsight.Torch.Text.Jinja;

/// <summary>The values of a call's arguments.</summary>
internal sealed record Arguments(IReadOnlyList<object?> Positional, IReadOnlyDictionary<string, object?> Named)
{
    /// <summary>No arguments.</summary>
    public static readonly Arguments None = new([], new Dictionary<string, object?>());

    /// <summary>Whether an argument was given, by place or by name, and is no <see cref="Undefined"/>.</summary>
    public bool TryGet(int index, string name, out object? value)
    {
        if (index < Positional.Count) value = Positional[index];
        else if (!Named.TryGetValue(name, out value)) return false;
        return value is not Undefined;
    }

    /// <summary>An argument that must be there.</summary>
    public object? Require(int index, string name) => TryGet(index, name, out object? value) ? value : throw new JinjaFault($"the argument '{name}' is missing.");

    /// <summary>A whole number.</summary>
    public long Integer(int index, string name, long otherwise) => TryGet(index, name, out object? value) && value is not null ? Values.ToInteger(value) : otherwise;

    /// <summary>A truth value.</summary>
    public bool Flag(int index, string name, bool otherwise) => TryGet(index, name, out object? value) ? Values.IsTrue(value) : otherwise;

    /// <summary>A text, or <see langword="null"/>.</summary>
    public TracedText? Text(int index, string name) => TryGet(index, name, out object? value) && value is not null ? Values.RequireText(value) : null;
}
