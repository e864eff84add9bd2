namespace Hindsight.Rubrics;

/// <summary>What came of edits to rubrics, in lines.</summary>
/// <param name="Taken">What is different now: the rubric, its versions, and every criterion with its old and new values.</param>
/// <param name="Refused">Why an old version stays, every fault with its place. A faulty edit is told once, not at every step.</param>
public sealed record RubricChanges(IReadOnlyList<string> Taken, IReadOnlyList<string> Refused)
{
    /// <summary>There was no edit.</summary>
    public static RubricChanges None { get; } = new([], []);

    /// <summary>All lines.</summary>
    public IEnumerable<string> Lines => Taken.Concat(Refused);
}
