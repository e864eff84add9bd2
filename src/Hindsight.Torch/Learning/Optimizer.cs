using Hindsight.Learning;
using Hindsight.Torch.Models;
using static TorchSharp.torch;

namespace Hindsight.Torch.Learning;

/// <summary>One optimiser step from accumulated gradients: clipping, schedule, AdamW on the masters, and the weights renewed.</summary>
/// <param name="model">The model whose masters it moves.</param>
/// <param name="options">Rates and limits.</param>
/// <param name="totalSteps">Where the schedule ends.</param>
internal sealed class Optimizer(CausalLanguageModel model, OptimizerOptions options, long totalSteps) : IDisposable
{
    /// <summary>The moments and the number of steps.</summary>
    public AdamW Adam { get; } = new(model.Masters.Flat, options);

    /// <summary>The rate of the step to come.</summary>
    public double LearningRate => LearningRateSchedule.Rate(options.Schedule, options.LearningRate, Adam.Steps, options.WarmupSteps, totalSteps);

    /// <summary>Forgets the accumulated gradients.</summary>
    public void Reset()
    {
        using IDisposable mode = no_grad();
        model.Gradients.Flat.zero_();
    }

    /// <summary>Takes a step.</summary>
    /// <param name="what">Named where the gradient is not finite.</param>
    /// <returns>The global gradient norm before clipping.</returns>
    /// <exception cref="NonFiniteException">The gradient is not finite; nothing was changed.</exception>
    public double Step(string what)
    {
        using IDisposable mode = no_grad();
        Tensor gradient = model.Gradients.Flat;
        double norm = GradientClipping.Norm(gradient);
        if (!double.IsFinite(norm)) throw new NonFiniteException($"The gradient norm ({norm}) of {what}");
        if (options.MaxGradientNorm > 0) GradientClipping.Clip(gradient, norm, options.MaxGradientNorm);
        Adam.Step(gradient, LearningRate);
        model.Synchronize();
        return norm;
    }

    public void Dispose() => Adam.Dispose();
}
