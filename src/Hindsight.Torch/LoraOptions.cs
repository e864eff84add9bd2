using System.ComponentModel.DataAnnotations;

namespace Hindsight.Torch;

/// <summary>Low-rank adapters (LoRA, arXiv 2106.09685): W + (alpha / rank) · B A on the named projections; everything else is frozen.</summary>
public sealed record LoraOptions
{
    /// <summary>Whether adapters are trained instead of the full weights.</summary>
    /// <value>false</value>
    public bool Enabled { get; set; }

    /// <summary>r: the inner dimension.</summary>
    /// <value>16</value>
    [Range(1, 4096)]
    public int Rank { get; set; } = 16;

    /// <summary>alpha: the scale's numerator.</summary>
    /// <value>32</value>
    [Range(0.0, 1e6)]
    public double Alpha { get; set; } = 32;

    /// <summary>The projections that get an adapter.</summary>
    /// <value>q_proj, k_proj, v_proj, o_proj, gate_proj, up_proj, down_proj</value>
    public IList<string> Targets { get; init; } = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"];
}
