namespace Hindsight.Torch.Text.Jinja;

/// <summary>A dictionary, in order of insertion. Keys are values of a template.</summary>
internal sealed class JinjaMap
{
    private readonly List<KeyValuePair<object?, object?>> _entries = [];
    private readonly Dictionary<object, int> _places = new(KeyComparer.Instance);

    /// <summary>The entries in order.</summary>
    public IReadOnlyList<KeyValuePair<object?, object?>> Entries => _entries;

    /// <summary>Adds an entry, or changes the value of its key.</summary>
    public void Set(object? key, object? value)
    {
        if (key is JinjaList { IsTuple: false } or JinjaMap or Undefined) throw new JinjaFault($"a {Values.TypeName(key)} cannot be a key.");
        if (_places.TryGetValue(key ?? KeyComparer.None, out int place)) _entries[place] = new(_entries[place].Key, value);
        else
        {
            _places.Add(key ?? KeyComparer.None, _entries.Count);
            _entries.Add(new(key, value));
        }
    }

    /// <summary>Adds an entry under a text.</summary>
    public void Set(string key, object? value) => Set(new TracedText(key, TracedText.Outside), value);

    /// <summary>Finds the value of a key.</summary>
    public bool TryGet(object? key, out object? value)
    {
        bool found = _places.TryGetValue(key ?? KeyComparer.None, out int place);
        value = found ? _entries[place].Value : null;
        return found;
    }

    /// <summary>Finds the value of a text.</summary>
    public bool TryGet(string key, out object? value) => TryGet(new TracedText(key, TracedText.Outside), out value);

    private sealed class KeyComparer : IEqualityComparer<object>
    {
        public static readonly KeyComparer Instance = new();
        public static readonly object None = new();

        public new bool Equals(object? x, object? y) => ReferenceEquals(x, y) || Values.AreEqual(x, y);

        public int GetHashCode(object value) => value switch
        {
            TracedText text => string.GetHashCode(text.Text, StringComparison.Ordinal),
            bool or long or double => Values.ToDouble(value).GetHashCode(),
            JinjaList list => list.Items.Aggregate(17, (hash, item) => HashCode.Combine(hash, item is null ? 0 : GetHashCode(item))),
            _ => value.GetHashCode(),
        };
    }
}
