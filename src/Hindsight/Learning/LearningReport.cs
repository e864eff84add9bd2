namespace Hindsight.Learning;

/// <summary>What one call of <see cref="ILearner.UpdateAsync"/> did. Means are over response tokens unless said otherwise, the loss and its parts as <see cref="ObjectiveOptions.Aggregation"/> says;
/// several mini-batches weigh by their tokens.</summary>
public sealed record LearningReport
{
    /// <summary>The whole loss.</summary>
    public required double Loss { get; init; }

    /// <summary>Its policy-gradient part.</summary>
    public required double PolicyLoss { get; init; }

    /// <summary>The estimate of KL(π_θ ‖ π_ref); 0 when β = 0.</summary>
    public required double Kl { get; init; }

    /// <summary>The mean entropy of the next-token distribution in nats, where it was computed; otherwise NaN.</summary>
    public required double Entropy { get; init; }

    /// <summary>The share of on-policy tokens at which the clipped branch was taken.</summary>
    public required double ClipFraction { get; init; }

    /// <summary>The share of on-policy tokens at which the dual clip was taken.</summary>
    public required double DualClipFraction { get; init; }

    /// <summary>The mean ratio ρ over on-policy tokens.</summary>
    public required double MeanRatio { get; init; }

    /// <summary>The mean ratio ρ over revised tokens; NaN without any.</summary>
    public required double MeanRevisedRatio { get; init; }

    /// <summary>The mean log-prob of revised tokens under the condition they are trained on, before the first update; NaN without any.</summary>
    public required double RevisedLogProb { get; init; }

    /// <summary>The largest |learner − sampler| log-prob among unrevised tokens; 0 without any.</summary>
    public required double LargestLogProbDrift { get; init; }

    /// <summary>The mean |learner − sampler| log-prob among unrevised tokens; 0 without any.</summary>
    public required double MeanLogProbDrift { get; init; }

    /// <summary>The global gradient norm before clipping, the mean over optimiser steps; 0 without any.</summary>
    public required double GradientNorm { get; init; }

    /// <summary>The learning rate of the last optimiser step.</summary>
    public required double LearningRate { get; init; }

    /// <summary>Optimiser steps taken. A mini-batch without any signal takes none.</summary>
    public required int OptimizerSteps { get; init; }

    /// <summary>Response tokens in the denominators.</summary>
    public required long ResponseTokens { get; init; }

    /// <summary>Tokens that went through the model forwards and backwards, prompts included.</summary>
    public required long ComputedTokens { get; init; }

    /// <summary>The policy's version after the update.</summary>
    public required string PolicyVersion { get; init; }
}
