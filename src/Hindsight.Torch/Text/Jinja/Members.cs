namespace Hindsight.Torch.Text.Jinja;

/// <summary>Attributes, items and slices of values.</summary>
internal static class Members
{
    /// <summary><c>value.name</c>: a method or attribute first, an item otherwise.</summary>
    public static object? Attribute(object? value, string name)
    {
        switch (value)
        {
            case Undefined undefined: throw undefined.Fault();
            case LoopState loop: return loop.Get(name);
            case JinjaNamespace space when space.Members.TryGetValue(name, out object? member): return member;
            case TracedText text when TextMethods.Find(text, name) is { } method: return method;
            case JinjaList list when ListMethods.Find(list, name) is { } method: return method;
            case JinjaMap map when MapMethods.Find(map, name) is { } method: return method;
            case JinjaMap map when map.TryGet(name, out object? item): return item;
            default: return new Undefined($"'{name}' of a {Values.TypeName(value)}");
        }
    }

    /// <summary><c>value[key]</c>: an item first, an attribute otherwise.</summary>
    public static object? Item(object? value, object? key)
    {
        switch (value)
        {
            case Undefined undefined: throw undefined.Fault();
            case JinjaMap map when map.TryGet(key, out object? item): return item;
            case JinjaList or TracedText when key is long or bool:
                IReadOnlyList<object?> items = Values.Enumerate(value);
                long index = Values.ToInteger(key);
                if (index < 0) index += items.Count;
                return index >= 0 && index < items.Count ? items[(int)index] : new Undefined($"item {key} of a {Values.TypeName(value)} of {items.Count}");
            case JinjaGenerator: throw new JinjaFault("a generator cannot be indexed.");
            default: return key is TracedText name ? Attribute(value, name.Text) : new Undefined($"item {PythonText.Represent(key)} of a {Values.TypeName(value)}");
        }
    }

    /// <summary><c>value[start:stop:step]</c></summary>
    public static object? Slice(object? value, object? start, object? stop, object? step)
    {
        if (value is Undefined undefined) throw undefined.Fault();
        if (value is not (JinjaList or TracedText)) throw new JinjaFault($"a {Values.TypeName(value)} cannot be sliced.");
        IReadOnlyList<object?> items = Values.Enumerate(value);
        long by = step is null ? 1 : Values.ToInteger(step);
        if (by == 0) throw new JinjaFault("the slice's step is 0.");
        long from = Bound(start, by > 0 ? 0 : items.Count - 1), to = Bound(stop, by > 0 ? items.Count : -1);
        var taken = new List<object?>();
        for (long i = from; by > 0 ? i < to : i > to; i += by) taken.Add(items[(int)i]);
        return value is JinjaList list ? new JinjaList(taken, list.IsTuple) : TracedText.Concat([.. taken.Cast<TracedText>()]);

        long Bound(object? bound, long otherwise)
        {
            if (bound is null) return otherwise;
            long place = Values.ToInteger(bound);
            if (place < 0) place += items.Count;
            return by > 0 ? Math.Clamp(place, 0, items.Count) : Math.Clamp(place, -1, items.Count - 1);
        }
    }
}
