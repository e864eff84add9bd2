namespace Hindsight.Torch.Sampling;

/// <summary>Where the time of decoding went. What is missing from the whole went into text and slots.</summary>
internal sealed class DecodeTimes
{
    /// <summary>Passes over prompts.</summary>
    public TimeSpan Prompts { get; set; }

    /// <summary>Steps of the model, one token a sequence.</summary>
    public TimeSpan Steps { get; set; }

    /// <summary>Drawing tokens from logits; on a card also waiting for them.</summary>
    public TimeSpan Sampling { get; set; }

    /// <summary>Starts over.</summary>
    public void Reset() => (Prompts, Steps, Sampling) = (default, default, default);
}
