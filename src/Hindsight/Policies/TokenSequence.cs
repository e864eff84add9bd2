namespace Hindsight.Policies;

/// <summary>A prompt and a response as token ids.</summary>
/// <param name="PromptTokens">At least one token.</param>
/// <param name="ResponseTokens">The tokens that are scored.</param>
public sealed record TokenSequence(int[] PromptTokens, int[] ResponseTokens);
