namespace Hindsight.Torch.Text.Jinja;

/// <summary>A list or a tuple. Templates cannot change it.</summary>
internal sealed record JinjaList(IReadOnlyList<object?> Items, bool IsTuple = false);
