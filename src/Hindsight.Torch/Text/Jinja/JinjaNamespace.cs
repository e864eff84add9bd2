namespace Hindsight.Torch.Text.Jinja;

/// <summary>What <c>namespace()</c> gives: attributes that <c>set</c> may change from inside of a loop.</summary>
internal sealed class JinjaNamespace
{
    /// <summary>The attributes.</summary>
    public Dictionary<string, object?> Members { get; } = new(StringComparer.Ordinal);
}
