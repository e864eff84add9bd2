using Hindsight.Grading;

namespace Hindsight.Checks.Counts;

/// <summary>How a count and a number must relate. The degree is the ratio of the two.</summary>
internal static class Relation
{
    public const string LessThan = "less than", AtLeast = "at least", Exactly = "exactly";

    public static CheckParameter Parameter(string name) =>
        Arguments.Parameter.Choice(name, "How the count and the number must relate.", null, LessThan, AtLeast);

    public static bool Holds(string relation, int found, int number) => relation switch
    {
        LessThan => found < number,
        AtLeast => found >= number,
        _ => found == number,
    };

    /// <summary>The verdict on a count.</summary>
    /// <param name="relation">One of the three.</param>
    /// <param name="found">The count.</param>
    /// <param name="number">What it is compared with.</param>
    /// <param name="what">What was counted, as in "placeholders in square brackets".</param>
    public static CheckOutcome Decide(string relation, int found, int number, string what)
    {
        string reason = $"Found {found} {what}; expected {relation} {number}.";
        if (Holds(relation, found, number))
            return new(VerdictKind.Met, reason, 1);
        int nearest = relation == LessThan ? Math.Max(0, number - 1) : number;
        int larger = Math.Max(found, nearest);
        return new(VerdictKind.Unmet, reason, found == nearest ? 0 : (double)Math.Min(found, nearest) / larger);
    }
}
