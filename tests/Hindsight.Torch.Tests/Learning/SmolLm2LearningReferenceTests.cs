using System.Text.Json;
using Hindsight.Testing;
using Hindsight.Torch.Checkpoints;
using Hindsight.Torch.Learning;
using Hindsight.Torch.Learning.Losses;
using Hindsight.Torch.Models;
using TorchSharp;
using Xunit.Abstractions;
using static TorchSharp.torch;

namespace Hindsight.Torch.Tests.Learning;

public sealed class SmolLm2LearningReferenceTests(ITestOutputHelper output)
{
    private const double Relative = 1e-3, LogProbWithin = 1e-3;

    [RealModelFact]
    public void Accumulate_RealModel_AgreesInLogProbsLossAndGradientNorms()
    {
        IReadOnlyList<JsonElement> training = RealModel.ReadLines("training.jsonl"), generation = RealModel.ReadLines("generation.jsonl");
        using CausalLanguageModel model = Load(RealModel.Folder);
        foreach (JsonElement line in training) CompareGradients(model, line);
        CompareScores(model, generation);
    }

    private void CompareGradients(CausalLanguageModel model, JsonElement line)
    {
        using DisposeScope scope = NewDisposeScope();
        using PackedBatch batch = Pack([(Ints(line, "prompt_ids"), Ints(line, "answer_ids"))]);
        var loss = new SupervisedLoss(batch.TargetCount);
        Tensor? logProbs = null;
        model.Gradients.Flat.zero_();
        Backpropagation.Accumulate(model, batch, 1, (_, logp, _) =>
        {
            logProbs = logp.clone().DetachFromDisposeScope();
            return loss.Differentiate(logp);
        });

        Within(logProbs!, line.GetProperty("answer_logprobs")).Should().BeLessThan(LogProbWithin);
        ShouldAgree(loss.Value, line.GetProperty("loss"), "loss");
        ShouldAgree(GradientClipping.Norm(model.Gradients.Flat), line.GetProperty("gradient_norm"), "gradient norm");
        foreach (JsonProperty norm in line.GetProperty("gradient_norms").EnumerateObject())
            ShouldAgree(GradientClipping.Norm(model.Gradients[norm.Name]), norm.Value, norm.Name);
        logProbs!.Dispose();
    }

    private void CompareScores(CausalLanguageModel model, IReadOnlyList<JsonElement> lines)
    {
        using DisposeScope scope = NewDisposeScope();
        int[][] tokens = [.. lines.Select(line => (int[])[.. Ints(line, "prompt_ids"), .. Ints(line, "greedy_ids")])];
        using PackedBatch batch = Pack([.. tokens.Select(t => (t[..1], t[1..]))]);
        Tensor scores = Backpropagation.Score(model, batch, 1);
        int start = 0;
        for (int i = 0; i < lines.Count; i++)
        {
            Tensor own = scores.narrow(0, start, tokens[i].Length - 1);
            double within = Within(own, lines[i].GetProperty("logprobs"));
            output.WriteLine($"generation {i}: log-probs within {within:g3}");
            within.Should().BeLessThan(LogProbWithin);
            start += tokens[i].Length - 1;
        }
    }

    private static PackedBatch Pack(IReadOnlyList<(int[] Prompt, int[] Response)> sequences)
    {
        var builder = new PackedBatchBuilder();
        foreach ((int[] prompt, int[] response) in sequences) builder.AddGroup(prompt, response);
        return builder.Build(CPU, ScalarType.Float32);
    }

    private static double Within(Tensor actual, JsonElement expected) =>
        Differences.Largest(actual.to_type(ScalarType.Float64).data<double>().ToArray(), expected.EnumerateArray().Select(e => e.GetDouble()));

    private void ShouldAgree(double actual, JsonElement expected, string what)
    {
        double wanted = expected.GetDouble();
        if (what.StartsWith("loss", StringComparison.Ordinal) || what.StartsWith("gradient", StringComparison.Ordinal)) output.WriteLine($"{what}: {actual:g9}, reference {wanted:g9}");
        actual.Should().BeApproximately(wanted, Relative * wanted, what);
    }

    private static CausalLanguageModel Load(string folder)
    {
        using DisposeScope scope = NewDisposeScope();
        ModelSource source = ModelSource.Open(Directory.GetFiles(folder, "*.gguf")[0]);
        return CausalLanguageModel.Load(source.Architecture, source.ReadWeights(ScalarType.BFloat16), CPU, ScalarType.Float32);
    }

    private static int[] Ints(JsonElement line, string name) => [.. line.GetProperty(name).EnumerateArray().Select(e => e.GetInt32())];
}
