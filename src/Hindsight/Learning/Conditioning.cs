namespace Hindsight.Learning;

/// <summary>What a revised response is conditioned on in training, and the denominator of its ratio (specification, section 4).</summary>
public enum Conditioning
{
    /// <summary>On x, the prompt that a user sends; denominator π_old(y' | x), recomputed before the update.</summary>
    Plain,

    /// <summary>On x; denominator π_old(y' | h) under the distribution it was drawn from: the log-probs recorded at sampling (true importance ratio).</summary>
    PlainBehaviour,

    /// <summary>On x; denominator 1 (as in LUFFY).</summary>
    PlainUnit,

    /// <summary>On h, the hindsight prompt; denominator π_old(y' | h) at temperature 1, recomputed before the update: what the published scripts run.</summary>
    Guided,
}
