namespace Hindsight.Suites;

/// <summary>One instruction or constraint of a prompt.</summary>
/// <param name="Name">The instruction's id, or the constraint's sentence.</param>
/// <param name="Criterion">The id of the criterion that decides it; strictly, where there is a loose reading too.</param>
/// <param name="Loose">The id of the criterion that decides it loosely, or <see langword="null"/>: there is no such reading.</param>
/// <param name="Labels">The groups that it is reported in: from what they are groups by (<c>instruction</c>, <c>difficulty</c>) to the group's name.</param>
public sealed record SuiteDemand(string Name, string Criterion, string? Loose, IReadOnlyDictionary<string, string> Labels);
