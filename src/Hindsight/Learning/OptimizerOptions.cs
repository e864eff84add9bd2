using System.ComponentModel.DataAnnotations;

namespace Hindsight.Learning;

/// <summary>AdamW, gradient clipping and the learning-rate schedule.</summary>
public sealed record OptimizerOptions
{
    /// <summary>The peak learning rate.</summary>
    /// <value>1e-6 (full weights)</value>
    [Range(0.0, 10.0)]
    public double LearningRate { get; set; } = 1e-6;

    /// <summary>Decoupled weight decay; acts on every trained tensor, at zero gradient too.</summary>
    /// <value>0.01</value>
    [Range(0.0, 10.0)]
    public double WeightDecay { get; set; } = 0.01;

    /// <summary>Decay of the first moment.</summary>
    /// <value>0.9</value>
    [Range(0.0, 0.999999)]
    public double Beta1 { get; set; } = 0.9;

    /// <summary>Decay of the second moment.</summary>
    /// <value>0.999</value>
    [Range(0.0, 0.999999)]
    public double Beta2 { get; set; } = 0.999;

    /// <summary>Added to the root of the second moment.</summary>
    /// <value>1e-8</value>
    [Range(0.0, 1.0)]
    public double Epsilon { get; set; } = 1e-8;

    /// <summary>The largest global gradient norm; 0: no clipping.</summary>
    /// <value>1</value>
    [Range(0.0, 1e9)]
    public double MaxGradientNorm { get; set; } = 1;

    /// <summary>How the rate moves after the warm-up.</summary>
    /// <value><see cref="ScheduleKind.Constant"/></value>
    public ScheduleKind Schedule { get; set; }

    /// <summary>Optimiser steps of linear warm-up from 0.</summary>
    /// <value>0</value>
    [Range(0, int.MaxValue)]
    public int WarmupSteps { get; set; }

    /// <summary>Optimiser steps in all, which the linear and cosine schedules end at; 0: derived from the training's steps, mini-batches and epochs.</summary>
    /// <value>0</value>
    [Range(0, int.MaxValue)]
    public int TotalSteps { get; set; }

    /// <summary>Epochs μ over a step's mini-batches.</summary>
    /// <value>1</value>
    [Range(1, 100)]
    public int Epochs { get; set; } = 1;

    /// <summary>The largest number of tokens in one forward and backward pass; a longer sequence makes a pass of its own. The gradient does not depend on it.</summary>
    /// <value>8192</value>
    [Range(1, int.MaxValue)]
    public int MicroBatchTokens { get; set; } = 8192;
}
