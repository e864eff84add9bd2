using Hindsight.Policies;

namespace Hindsight.Torch.Sampling;

/// <summary>One response that is wanted, as token ids.</summary>
/// <param name="Prompt">At least one token. Requests that share the very array share its computation.</param>
/// <param name="Options">How tokens are drawn.</param>
/// <param name="Seed">The seed of the request's random stream.</param>
/// <param name="MaxTokens">The largest number of response tokens that fits the context as well.</param>
/// <param name="Text">Follows the text, where a stop string or a reader waits for it.</param>
internal sealed record DecodeRequest(int[] Prompt, SamplingOptions Options, ulong Seed, int MaxTokens, ResponseText? Text = null);
