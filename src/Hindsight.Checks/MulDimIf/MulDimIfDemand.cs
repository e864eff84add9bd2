using System.Text.Json;

namespace Hindsight.Checks.MulDimIf;

/// <summary>A check that a constraint demands.</summary>
/// <param name="Check">The check's id.</param>
/// <param name="Arguments">Its arguments, valid and without variables.</param>
public sealed record MulDimIfDemand(string Check, IReadOnlyDictionary<string, JsonElement> Arguments);
