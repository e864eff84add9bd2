namespace Hindsight.Learning;

/// <summary>How KL(π_θ ‖ π_ref) is estimated from single tokens (J. Schulman, "Approximating KL divergence", 2020), with d = log π_ref − log π_θ.</summary>
public enum KlKind
{
    /// <summary>exp(d) − d − 1: never negative.</summary>
    K3,

    /// <summary>d² / 2: its gradient is that of the divergence, its value is biased.</summary>
    K2,

    /// <summary>−d: unbiased, of either sign; its gradient vanishes in the mean.</summary>
    K1,

    /// <summary>|d|</summary>
    Absolute,
}
