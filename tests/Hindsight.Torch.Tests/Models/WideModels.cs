using Hindsight.Torch.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Hindsight.Torch.Tests.Models;

/// <summary>Models in fp64 whose weights are large enough that every part of them bends the loss.</summary>
internal static class WideModels
{
    /// <summary>Two layers, grouped-query attention, 19 tokens.</summary>
    public static Architecture Shape(bool tied) => TinyModels.Smallest with
    {
        VocabularySize = 19, HiddenSize = 12, IntermediateSize = 20, HeadDimension = 6, ContextLength = 64, TiedEmbeddings = tied,
    };

    /// <summary>A policy over <see cref="Create"/> on a thread of its own.</summary>
    public static PolicyModel Policy(Architecture shape, LoraOptions? lora, ScalarType type = ScalarType.Float64)
    {
        var thread = new TorchThread();
        return new PolicyModel(thread, thread.RunAsync(() =>
        {
            set_num_threads(1);
            return Create(shape, lora, type);
        }).GetAwaiter().GetResult(), null, "base");
    }

    /// <summary>Moves every trained weight a little, adapters' B from its zeros too.</summary>
    public static void Shake(CausalLanguageModel model, ulong seed, double by)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable mode = no_grad();
        using var generator = new Generator(seed);
        foreach (ParameterSlot slot in model.Masters.Layout.Slots)
            model.Masters[slot.Name].add_(randn(slot.Shape, dtype: ScalarType.Float64, generator: generator).mul_(by));
        model.Synchronize();
    }

    /// <summary>Matrices normal with deviation 1/√in, norms around one.</summary>
    private static CausalLanguageModel Create(Architecture shape, LoraOptions? lora, ScalarType type)
    {
        using DisposeScope scope = NewDisposeScope();
        using var generator = new Generator(7);
        Dictionary<string, Tensor> weights = ParameterLayout.Llama(shape).Slots.ToDictionary(slot => slot.Name, slot =>
        {
            Tensor normal = randn(slot.Shape, dtype: ScalarType.Float64, generator: generator);
            return slot.Shape.Length == 1 ? normal * 0.2 + 1 : normal / Math.Sqrt(slot.Shape[1]);
        });
        return CausalLanguageModel.Load(shape, weights, CPU, type, lora, seed: 3);
    }
}
