namespace Hindsight.Checks.Generation;

/// <summary>What no task may combine.</summary>
/// <param name="Between">Two labels of constraints, or one and a prompt's tag, written <c>prompt:TAG</c>.</param>
/// <param name="Because">Why.</param>
internal sealed record Conflict(IReadOnlyList<string> Between, string Because)
{
    /// <summary>What a prompt's tag is called in the table.</summary>
    public static string LabelOf(string tag) => "prompt:" + tag;

    public bool Holds(IReadOnlySet<string> one, IReadOnlySet<string> other) =>
        (one.Contains(Between[0]) && other.Contains(Between[1])) || (one.Contains(Between[1]) && other.Contains(Between[0]));
}
