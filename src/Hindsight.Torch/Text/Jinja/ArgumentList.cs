namespace Hindsight.Torch.Text.Jinja;

/// <summary>The arguments of a call as written.</summary>
/// <param name="Positional">By place.</param>
/// <param name="Named">By name.</param>
/// <param name="PositionalRest">What stands after <c>*</c>: more by place.</param>
/// <param name="NamedRest">What stands after <c>**</c>: more by name.</param>
internal sealed record ArgumentList(
    IReadOnlyList<Expression> Positional, IReadOnlyList<(string Name, Expression Value)> Named, Expression? PositionalRest = null, Expression? NamedRest = null)
{
    /// <summary>No arguments.</summary>
    public static readonly ArgumentList None = new([], []);

    /// <summary>Whether there is nothing between the parentheses.</summary>
    public bool IsEmpty => Positional.Count + Named.Count == 0 && PositionalRest is null && NamedRest is null;
}
