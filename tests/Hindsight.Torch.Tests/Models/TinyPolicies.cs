using Hindsight.Torch.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Hindsight.Torch.Tests.Models;

/// <summary>Policies over <see cref="TinyModels"/> with random weights.</summary>
internal static class TinyPolicies
{
    /// <summary>All weights are trained.</summary>
    public static PolicyModel Full(ulong seed, string dtype = "fp32") => PolicyModel.Initialize(TinyModels.Smallest, seed, new PolicyOptions { Dtype = dtype, Threads = 1 });

    /// <summary>Adapters on a base that is the same for every seed.</summary>
    public static PolicyModel Lora(ulong seed, string dtype = "fp32", params string[] targets)
    {
        var thread = new TorchThread();
        ScalarType type = dtype == "bf16" ? ScalarType.BFloat16 : ScalarType.Float32;
        var options = new LoraOptions { Enabled = true, Rank = 4, Alpha = 8 };
        if (targets.Length > 0) options = options with { Targets = targets };
        return new PolicyModel(thread, thread.RunAsync(() =>
        {
            set_num_threads(1);
            using DisposeScope scope = NewDisposeScope();
            using var start = CausalLanguageModel.Initialize(TinyModels.Smallest, 1, CPU, ScalarType.Float32);
            return CausalLanguageModel.Load(TinyModels.Smallest, start.BaseTensors(), CPU, type, options, seed);
        }).GetAwaiter().GetResult(), null, "base");
    }
}
