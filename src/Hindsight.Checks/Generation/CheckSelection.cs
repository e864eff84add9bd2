using Hindsight.Grading;

namespace Hindsight.Checks.Generation;

/// <summary>The checks that names stand for: a check's id, a family (what stands before the slash of an id), or <c>plain</c> for checks without a family.</summary>
internal static class CheckSelection
{
    public const string Plain = "plain";

    /// <summary>The recipes of the named checks.</summary>
    /// <param name="names">Names of checks and families.</param>
    /// <param name="registry">The checks that there are.</param>
    /// <param name="recipes">The recipes that there are.</param>
    /// <param name="faults">Receives what is wrong with the names, a line each.</param>
    public static IReadOnlyList<ConstraintRecipe> Select(IEnumerable<string> names, ICheckRegistry registry, IReadOnlyList<ConstraintRecipe> recipes, ICollection<string> faults)
    {
        HashSet<string> selected = [];
        foreach (string name in names)
        {
            string[] made = [.. recipes.Select(r => r.Check).Where(id => id == name || FamilyOf(id) == name)];
            if (made.Length == 0)
                faults.Add(Fault(name, registry, recipes));
            selected.UnionWith(made);
        }
        return [.. recipes.Where(r => selected.Contains(r.Check))];
    }

    private static string Fault(string name, ICheckRegistry registry, IReadOnlyList<ConstraintRecipe> recipes) =>
        registry.Checks.Any(c => c.Id == name || FamilyOf(c.Id) == name)
            ? $"found '{name}', of which no tasks can be made: it has no recipe."
            : $"found '{name}', expected a check's id or one of the families {string.Join(", ", recipes.Select(r => FamilyOf(r.Check)).Distinct())}.";

    private static string FamilyOf(string id) => id.IndexOf('/', StringComparison.Ordinal) is > 0 and int slash ? id[..slash] : Plain;
}
