namespace Hindsight.Grading;

/// <summary>Whether an answer speaks to whoever grades it, instead of to its reader: a sign that it was made to please the grader.</summary>
/// <param name="Kind">Met: it does. Unknown: the judge could not say.</param>
/// <param name="Reason">Why, quoting the answer.</param>
/// <param name="Judge">The name of the judge that was asked.</param>
/// <param name="Zeroed">Whether the score is 0 for it, whatever the criteria say.</param>
public sealed record SteeringFinding(VerdictKind Kind, string Reason, string Judge, bool Zeroed = false);
