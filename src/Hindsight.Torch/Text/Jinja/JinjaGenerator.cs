namespace Hindsight.Torch.Text.Jinja;

/// <summary>What filters such as <c>select</c> and <c>map</c> give: items that can be looped over once. It has no length, cannot be indexed, and is always true.</summary>
internal sealed class JinjaGenerator(IReadOnlyList<object?> items)
{
    private bool _taken;

    /// <summary>The items, the first time.</summary>
    public IReadOnlyList<object?> Take()
    {
        bool taken = _taken;
        _taken = true;
        return taken ? [] : items;
    }
}
