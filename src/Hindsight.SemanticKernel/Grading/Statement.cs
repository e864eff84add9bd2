namespace Hindsight.SemanticKernel.Grading;

/// <summary>One verdict as a judge's reply states it, not yet held against the criteria.</summary>
/// <param name="Criterion">The criterion's id; empty where there is none.</param>
/// <param name="Verdict">The verdict; empty where there is none.</param>
/// <param name="Reason">The reason; empty where there is none.</param>
internal sealed record Statement(string Criterion, string Verdict, string Reason);
