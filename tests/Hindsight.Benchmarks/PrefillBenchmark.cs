using System.Diagnostics;
using Hindsight.Torch;
using Hindsight.Torch.Sampling;
using static TorchSharp.torch;

namespace Hindsight.Benchmarks;

/// <summary>The pass over prompts, each different, up to the logits after its last token.</summary>
internal static class PrefillBenchmark
{
    /// <summary>Runs on the model's thread.</summary>
    public static IReadOnlyList<Measurement> Run(PolicyModel model, IReadOnlyList<int[]> prompts, int repetitions)
    {
        using var engine = new DecodeEngine(model.Architecture, model.Model.ComputeType, model.Model.Device);
        engine.Load(model.Model.EffectiveWeights());
        engine.Reserve(prompts.Count, prompts.Max(p => p.Length));
        (int, int[])[] slots = [.. prompts.Select((tokens, slot) => (slot, tokens))];
        return Measurement.Repeat(repetitions, () =>
        {
            using var scope = NewDisposeScope();
            long start = Stopwatch.GetTimestamp();
            float _ = engine.LastLogits(slots)[0, 0].to(ScalarType.Float32).item<float>();
            TimeSpan all = Stopwatch.GetElapsedTime(start);
            return new Measurement(prompts.Sum(p => p.Length), all, new Dictionary<string, double> { ["prompts"] = all.TotalSeconds });
        });
    }
}
