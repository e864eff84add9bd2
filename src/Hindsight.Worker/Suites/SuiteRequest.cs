using Hindsight.Suites;

namespace Hindsight.Worker.Suites;

/// <summary>An answer that is wanted.</summary>
/// <param name="Item">The prompt.</param>
/// <param name="Sample">Which of the answers to it, from 0.</param>
internal sealed record SuiteRequest(SuiteItem Item, int Sample);
