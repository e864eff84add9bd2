namespace Hindsight.Policies;

/// <summary>A prompt does not fit the policy's context.</summary>
/// <param name="tokens">The prompt's length in tokens.</param>
/// <param name="contextLength">The policy's context in tokens.</param>
public sealed class PromptTooLongException(int tokens, int contextLength)
    : Exception($"The prompt has {tokens} tokens; the policy's context of {contextLength} leaves no room for a response.")
{
    /// <summary>The prompt's length in tokens.</summary>
    public int Tokens { get; } = tokens;

    /// <summary>The policy's context in tokens.</summary>
    public int ContextLength { get; } = contextLength;
}
