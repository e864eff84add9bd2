namespace Hindsight.Worker.Suites;

/// <summary>What of a suite can be answered.</summary>
/// <param name="Requests">The answers there will be, in the suite's order.</param>
/// <param name="Missing">The keys of prompts without an answer.</param>
/// <param name="TooLong">The keys of prompts that leave no room for one.</param>
internal sealed record SuiteSelection(IReadOnlyList<SuiteRequest> Requests, IReadOnlyList<string> Missing, IReadOnlyList<string> TooLong);
