namespace Hindsight.Learning;

/// <summary>How a group's rewards become advantages (specification, section 3.7).</summary>
public enum AdvantageKind
{
    /// <summary>(r − mean) / (std + 1e-6), the deviation with n − 1 (GRPO, arXiv 2402.03300).</summary>
    Grpo,

    /// <summary>r − mean (Dr. GRPO, arXiv 2503.20783).</summary>
    DrGrpo,

    /// <summary>r − the mean of the others (RLOO, arXiv 2402.14740).</summary>
    Rloo,

    /// <summary>(r − mean) / (std of all graded rewards of the step + 1e-6).</summary>
    BatchScaled,
}
