namespace Hindsight.Worker.Experiments;

/// <summary>What held-out tasks gave at one moment of a run.</summary>
/// <param name="Step">Steps done.</param>
/// <param name="SampledTokens">Response tokens sampled for training until then, revisions included.</param>
/// <param name="Score">The mean score.</param>
/// <param name="PassRate">The share of answers that reach the success threshold.</param>
/// <param name="CriterionRates">The share of answers that satisfy each criterion.</param>
internal sealed record CurvePoint(int Step, long SampledTokens, double Score, double PassRate, IReadOnlyDictionary<string, double> CriterionRates);
