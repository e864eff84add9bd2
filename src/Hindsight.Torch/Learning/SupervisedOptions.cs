using System.ComponentModel.DataAnnotations;
using Hindsight.Learning;

namespace Hindsight.Torch.Learning;

/// <summary>Supervised training.</summary>
public sealed record SupervisedOptions
{
    /// <summary>AdamW, clipping, schedule; the epochs over the examples; tokens of one forward and backward pass.</summary>
    public OptimizerOptions Optimizer { get; set; } = new() { LearningRate = 1e-5 };

    /// <summary>The largest number of tokens that one optimiser step learns from; a longer example makes a step of its own.</summary>
    /// <value>8192</value>
    [Range(1, int.MaxValue)]
    public int BatchTokens { get; set; } = 8192;

    /// <summary>The seed of the examples' order in each epoch.</summary>
    /// <value>0</value>
    public ulong Seed { get; set; }
}
