namespace Hindsight.Policies;

/// <summary>Why a response ended.</summary>
public enum FinishReason
{
    /// <summary>The policy sampled an end-of-sequence token, which is the last response token.</summary>
    EndOfSequence,

    /// <summary>The length limit (<see cref="SamplingOptions.MaxTokens"/> or the context) cut it off.</summary>
    Length,

    /// <summary>A stop string occurred.</summary>
    StopString,
}
