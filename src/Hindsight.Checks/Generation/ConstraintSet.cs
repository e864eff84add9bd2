namespace Hindsight.Checks.Generation;

/// <summary>The constraints of one task, which can all be met at once.</summary>
/// <param name="conflicts">What may not be combined.</param>
/// <param name="tags">The tags of the prompt.</param>
/// <param name="brought">What the prompt's own criteria demand.</param>
internal sealed class ConstraintSet(IReadOnlyList<Conflict> conflicts, IReadOnlyList<string> tags, IReadOnlyList<ConstraintDemand>? brought = null)
{
    private static readonly string[] Measures = ["words", "sentences", "lines"];

    private readonly HashSet<string> _promptLabels = [.. tags.Select(Conflict.LabelOf)];
    private readonly List<DrawnConstraint> _constraints = [];
    private readonly List<ConstraintDemand> _demands = [.. brought ?? []];

    public IReadOnlyList<DrawnConstraint> Constraints => _constraints;

    /// <summary>Adds a constraint that gets along with the prompt, with what its criteria demand, and with all others.</summary>
    /// <returns>Whether it does.</returns>
    public bool TryAdd(DrawnConstraint constraint)
    {
        bool fits = (constraint.Recipe.Only.Count == 0 || constraint.Recipe.Only.Any(tags.Contains))
            && !conflicts.Any(c => c.Holds(constraint.Demand.Labels, _promptLabels))
            && _constraints.All(other => constraint.Check != other.Check)
            && _demands.All(other => constraint.Demand.GetsAlong(other, conflicts))
            && Measures.All(measure => LeavesRoom(constraint, measure));
        if (fits)
        {
            _constraints.Add(constraint);
            _demands.Add(constraint.Demand);
        }
        return fits;
    }

    private bool LeavesRoom(DrawnConstraint constraint, string measure)
    {
        IEnumerable<ConstraintDemand> all = _demands.Append(constraint.Demand);
        return all.Sum(c => c.Least(measure)) <= all.Min(c => c.Most(measure));
    }
}
