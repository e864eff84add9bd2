using System.Diagnostics;
using Hindsight.Policies;
using Hindsight.Torch;
using Hindsight.Torch.Sampling;
using static TorchSharp.torch;

namespace Hindsight.Benchmarks;

/// <summary>Sampling at temperature 1 until every sequence of a batch has the wanted number of tokens; what counts is the time after the prompts.</summary>
internal static class DecodeBenchmark
{
    /// <summary>Runs on the model's thread.</summary>
    public static IReadOnlyList<Measurement> Run(PolicyModel model, IReadOnlyList<int[]> prompts, int newTokens, int repetitions)
    {
        using var engine = new DecodeEngine(model.Architecture, model.Model.ComputeType, model.Model.Device);
        engine.Load(model.Model.EffectiveWeights());
        var decoder = new BatchDecoder(engine, new Sampler(model.Architecture.VocabularySize, get_num_threads()), endTokens: [], prompts.Count);
        DecodeRequest[] requests = [.. prompts.Select((prompt, i) => new DecodeRequest(prompt, new SamplingOptions(), (ulong)i, newTokens))];
        return Measurement.Repeat(repetitions, () =>
        {
            decoder.Times.Reset();
            long start = Stopwatch.GetTimestamp();
            decoder.Decode(requests, null, CancellationToken.None);
            TimeSpan all = Stopwatch.GetElapsedTime(start), decoding = all - decoder.Times.Prompts;
            return new Measurement((long)requests.Length * newTokens, decoding, new Dictionary<string, double>
            {
                ["prompts"] = decoder.Times.Prompts.TotalSeconds,
                ["steps"] = decoder.Times.Steps.TotalSeconds,
                ["sampling"] = decoder.Times.Sampling.TotalSeconds,
                ["rest"] = (decoding - decoder.Times.Steps - decoder.Times.Sampling).TotalSeconds,
                ["total"] = all.TotalSeconds,
            });
        });
    }
}
