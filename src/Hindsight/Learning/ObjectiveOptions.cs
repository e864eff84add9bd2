using System.ComponentModel.DataAnnotations;

namespace Hindsight.Learning;

/// <summary>The mixed objective (specification, section 4; defaults: section 5).</summary>
public sealed record ObjectiveOptions
{
    /// <summary>ε_low: the ratio is clipped below at 1 − ε_low.</summary>
    /// <value>0.2</value>
    [Range(0.0, 1.0)]
    public double ClipLow { get; set; } = 0.2;

    /// <summary>ε_high: the ratio is clipped above at 1 + ε_high.</summary>
    /// <value>0.2</value>
    [Range(0.0, 100.0)]
    public double ClipHigh { get; set; } = 0.2;

    /// <summary>c: for A &lt; 0 an on-policy token's loss is at most −A c. Must exceed 1 + ε_high.</summary>
    /// <value>3</value>
    [Range(1.0, 1000.0)]
    public double DualClip { get; set; } = 3;

    /// <summary>γ of the shaping f(ρ) = ρ / (ρ + γ); γ ≤ 0 means f(ρ) = ρ and needs <see cref="AllowUnshaped"/>.</summary>
    /// <value>1 (preset Instructions), 0.1 (preset Judged)</value>
    public double Gamma { get; set; } = 1;

    /// <summary>Confirms a γ ≤ 0.</summary>
    /// <value>false</value>
    public bool AllowUnshaped { get; set; }

    /// <summary>What revised responses are conditioned on.</summary>
    /// <value><see cref="Conditioning.Plain"/></value>
    public Conditioning Conditioning { get; set; }

    /// <summary>The loss of revised tokens.</summary>
    /// <value><see cref="RevisedLoss.Shaped"/></value>
    public RevisedLoss RevisedLoss { get; set; }

    /// <summary>Multiplies the policy loss of revised tokens; 0.25 with <see cref="RevisedLoss.OnPolicy"/> is the control of section 4.</summary>
    /// <value>1</value>
    [Range(0.0, 1000.0)]
    public double RevisedScale { get; set; } = 1;

    /// <summary>How the token losses of a mini-batch become one number.</summary>
    /// <value><see cref="LossAggregation.TokenMean"/></value>
    public LossAggregation Aggregation { get; set; }

    /// <summary>β: the weight of KL(π_θ ‖ π_ref).</summary>
    /// <value>0 (preset Instructions), 0.001 (preset Judged)</value>
    [Range(0.0, 1000.0)]
    public double KlCoefficient { get; set; }

    /// <summary>How KL(π_θ ‖ π_ref) is estimated.</summary>
    /// <value><see cref="KlKind.K3"/></value>
    public KlKind Kl { get; set; }

    /// <summary>Clamps k3's d to ±20 and k3 to ±10 as the published code does.</summary>
    /// <value>false</value>
    public bool ClampKl { get; set; }

    /// <summary>η: the weight of the entropy bonus.</summary>
    /// <value>0</value>
    [Range(0.0, 1000.0)]
    public double EntropyCoefficient { get; set; }

    /// <summary>Divides the logits in π_θ and π_old alike; equals the temperature at which drafts are drawn.</summary>
    /// <value>1</value>
    [Range(0.01, 100.0)]
    public double Temperature { get; set; } = 1;
}
