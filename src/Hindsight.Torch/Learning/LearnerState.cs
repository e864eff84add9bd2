using Hindsight.Torch.Checkpoints;
using TorchSharp;
using static TorchSharp.torch;

namespace Hindsight.Torch.Learning;

/// <summary>All that a training of a policy consists of between two optimiser steps: masters, moments and counts. On the model's own thread.</summary>
internal static class LearnerState
{
    /// <summary>Writes it into a folder; the weights lie there as a Hugging Face or PEFT folder.</summary>
    public static void Save(string folder, PolicyModel policy, AdamW adam)
    {
        policy.WriteWeights(folder, policy.Model.Masters.Flat.dtype);
        OptimizerState.Write(folder, adam, policy.Model.Masters.Layout, policy.Updates);
    }

    /// <summary>Restores what <see cref="Save"/> wrote.</summary>
    /// <exception cref="ModelFileException">A file is missing or broken, or of another model; nothing is restored.</exception>
    public static void Load(string folder, PolicyModel policy, AdamW adam)
    {
        using DisposeScope scope = NewDisposeScope();
        Dictionary<string, Tensor> weights = policy.ReadTrained(folder);
        OptimizerState state = OptimizerState.Read(folder, policy.Model.Masters.Layout);
        policy.Model.Restore(weights);
        state.Restore(adam, policy.Model.Masters.Layout);
        policy.MarkUpdated(state.Updates);
    }
}
