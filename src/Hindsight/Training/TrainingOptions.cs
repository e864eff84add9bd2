using System.ComponentModel.DataAnnotations;
using Hindsight.Learning;

namespace Hindsight.Training;

/// <summary>The training loop (specification, sections 3 and 5).</summary>
public sealed record TrainingOptions
{
    /// <summary>Training steps.</summary>
    /// <value>100</value>
    [Range(1, int.MaxValue)]
    public int Steps { get; set; } = 100;

    /// <summary>N: drafts a prompt.</summary>
    /// <value>8</value>
    [Range(2, 1024)]
    public int GroupSize { get; set; } = 8;

    /// <summary>M: prompts a step.</summary>
    /// <value>64</value>
    [Range(1, 65536)]
    public int PromptsPerStep { get; set; } = 64;

    /// <summary>Prompts a mini-batch: each mini-batch is one optimiser step an epoch.</summary>
    /// <value>32 (preset Instructions), 16 (preset Judged)</value>
    [Range(1, 65536)]
    public int PromptsPerMiniBatch { get; set; } = 32;

    /// <summary>How rewards become advantages.</summary>
    /// <value><see cref="AdvantageKind.Grpo"/></value>
    public AdvantageKind Advantage { get; set; }

    /// <summary>Leaves responses that the length limit cut off out of the loss; they are graded and count in their group's mean and spread all the same.</summary>
    /// <value>false</value>
    public bool MaskTruncated { get; set; }

    /// <summary>Leaves groups without spread out of the loss's denominator.</summary>
    /// <value>false</value>
    public bool DropGroupsWithoutSpread { get; set; }
}
