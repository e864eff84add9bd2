namespace Hindsight.Worker.Suites;

/// <summary>A measurement on a suite.</summary>
/// <param name="Suite">The suite's file.</param>
/// <param name="Responses">A file of answers made elsewhere, or <see langword="null"/>: the policy answers.</param>
/// <param name="Output">The folder that answers and numbers are written to, or <see langword="null"/>: one in the runs folder.</param>
/// <param name="Partial">Whether prompts may lack a response, and responses a prompt.</param>
/// <param name="Temperature">The temperature at which the policy answers.</param>
internal sealed record SuitePlan(string Suite, string? Responses, string? Output, bool Partial, double Temperature);
