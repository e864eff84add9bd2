namespace Hindsight.Worker.OrderDesk;

/// <summary>What answers to held-out tasks are worth.</summary>
/// <param name="Answers">How many.</param>
/// <param name="Score">Their mean score.</param>
/// <param name="CriterionRates">The share that satisfies each criterion.</param>
/// <param name="MeanTokens">The mean number of response tokens.</param>
internal sealed record PolicyMeasurement(int Answers, double Score, IReadOnlyDictionary<string, double> CriterionRates, double MeanTokens);
