namespace Hindsight.Checks.Generation;

/// <summary>The constraints of one task, which can all be met at once.</summary>
/// <param name="conflicts">What may not be combined.</param>
/// <param name="tags">The tags of the prompt.</param>
internal sealed class ConstraintSet(IReadOnlyList<Conflict> conflicts, IReadOnlyList<string> tags)
{
    private static readonly string[] Measures = ["words", "sentences", "lines"];

    private readonly HashSet<string> _promptLabels = [.. tags.Select(Conflict.LabelOf)];
    private readonly List<DrawnConstraint> _constraints = [];

    public IReadOnlyList<DrawnConstraint> Constraints => _constraints;

    /// <summary>Adds a constraint that gets along with the prompt and with all others.</summary>
    /// <returns>Whether it does.</returns>
    public bool TryAdd(DrawnConstraint constraint)
    {
        HashSet<string> labels = [.. constraint.Labels];
        bool fits = (constraint.Recipe.Only.Count == 0 || constraint.Recipe.Only.Any(tags.Contains))
            && !conflicts.Any(c => c.Holds(labels, _promptLabels))
            && _constraints.All(other => GetAlong(constraint, labels, other))
            && Measures.All(measure => LeavesRoom(constraint, measure));
        if (fits)
            _constraints.Add(constraint);
        return fits;
    }

    private bool GetAlong(DrawnConstraint one, HashSet<string> labels, DrawnConstraint other)
    {
        HashSet<string> others = [.. other.Labels];
        return one.Check != other.Check && !one.Recipe.Claims.Intersect(other.Recipe.Claims).Any() && !conflicts.Any(c => c.Holds(labels, others));
    }

    private bool LeavesRoom(DrawnConstraint constraint, string measure)
    {
        IEnumerable<DrawnConstraint> all = _constraints.Append(constraint);
        return all.Sum(c => c.Least(measure)) <= all.Min(c => c.Most(measure));
    }
}
