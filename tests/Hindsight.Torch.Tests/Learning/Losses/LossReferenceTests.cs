using System.Text.Json;
using FluentAssertions.Execution;
using Hindsight.Learning;
using Hindsight.Testing;
using Hindsight.Torch.Learning.Losses;
using Hindsight.Torch.Models;
using TorchSharp;
using Xunit.Abstractions;
using static TorchSharp.torch;

namespace Hindsight.Torch.Tests.Learning.Losses;

public sealed class LossReferenceTests(ITestOutputHelper output)
{
    [ReferenceFact("losses")]
    public void Losses_EveryCase_AgreeInValuesAndGradients()
    {
        var agreed = new SortedDictionary<string, int>();
        var unsupported = new SortedDictionary<string, int>();
        foreach (ReferenceCase c in References.ReadCases("losses", "*", output))
        {
            using DisposeScope scope = NewDisposeScope();
            using var assertions = new AssertionScope(c.ToString());
            (string kind, Action<ReferenceCase>? check) = Find(c);
            SortedDictionary<string, int> counts = check is null ? unsupported : agreed;
            check?.Invoke(c);
            counts[kind] = counts.GetValueOrDefault(kind) + 1;
        }

        foreach ((string kind, int count) in agreed) output.WriteLine($"{kind}: {count} cases agree.");
        foreach ((string kind, int count) in unsupported) output.WriteLine($"{kind}: {count} cases unsupported.");
        if (!References.IsDefault) return;
        string[] expected = ["aggregation", "entropy", "k3", "low_var_kl", "micro_batches", "mixpolicy_vanilla", "nll", "objective", "vanilla"];
        agreed.Keys.Should().Contain(expected, "the default set has cases of every kind in scope");
    }

    /// <summary>What a case is about, by its fields.</summary>
    private static (string Kind, Action<ReferenceCase>? Check) Find(ReferenceCase c)
    {
        string? Text(string name) => c.Content.TryGetProperty(name, out JsonElement value) ? value.ToString() : null;
        if (Text("loss") is { } loss)
        {
            return loss switch
            {
                "vanilla" or "mixpolicy_vanilla" when c.Inputs.TryGetProperty("rollout_weights", out JsonElement weights) && weights.ValueKind != JsonValueKind.Null =>
                    ($"{loss} with rollout weights", null),
                "vanilla" or "mixpolicy_vanilla" => (loss, Policy),
                "nll" => (loss, LikelihoodCase),
                _ => (loss, null),
            };
        }

        if (Text("estimator") is { } estimator) return ($"advantages {estimator} (the domain's)", null);
        if (Text("kind") is { } kind) return (kind, EstimatorOf(kind) is null ? null : Kl);
        if (c.Inputs.TryGetProperty("per_token", out _)) return ("aggregation", Aggregation);
        if (c.Inputs.TryGetProperty("ref_logprobs", out _) && c.Expected.TryGetProperty("plain", out _)) return ("objective", Objective);
        if (c.Expected.TryGetProperty("mean_of_micro_batch_means", out _)) return ("micro_batches", MicroBatches);
        return c.Expected.TryGetProperty("token_entropy", out _) ? ("entropy", EntropyCase) : ($"{c.File} (unknown form)", null);
    }

    private static void Policy(ReferenceCase c)
    {
        var inputs = new PolicyCase(c);
        Tensor perToken = inputs.TokenLoss;
        Tensor loss = (perToken * inputs.Weights).sum();
        loss.backward();

        ReferenceTensors.ShouldAgree(ReferenceTensors.Value(loss), c.Expected.GetProperty("loss"), inputs.Type, "loss");
        ReferenceTensors.ShouldAgree(inputs.LogProbs.grad!, c.Expected.GetProperty("gradient"), "gradient");
        if (c.Expected.TryGetProperty("per_token_loss", out JsonElement tokens)) ReferenceTensors.ShouldAgree(perToken * inputs.Mask, tokens, "per-token loss");

        JsonElement metrics = c.Expected.GetProperty("metrics");
        Tensor on = inputs.Mask * inputs.Revised.logical_not();
        double Share(Tensor values, Tensor mask) => ReferenceTensors.Value((values * mask).sum()) / Math.Max(1, ReferenceTensors.Value(mask.sum()));
        void Metric(string name, double value) => value.Should().BeApproximately(ReferenceCase.Number(metrics.GetProperty(name))!.Value, 1e-6, name);
        ObjectiveOptions o = inputs.Options;
        Metric("clip_fraction", Share(PolicyLoss.IsClipped(inputs.Ratios, inputs.Advantages, o.ClipLow, o.ClipHigh), on));
        Metric("clip_fraction_lower", Share(PolicyLoss.IsDualClipped(inputs.Ratios, inputs.Advantages, o.ClipLow, o.ClipHigh, o.DualClip), on));
    }

    private static void Objective(ReferenceCase c)
    {
        var inputs = new PolicyCase(c);
        Tensor Read(string name) => ReferenceTensors.Read(c.Inputs.GetProperty(name), inputs.Type);
        int[] rows = [.. Enumerable.Range(0, (int)inputs.Mask.shape[0])];
        foreach ((string name, bool clamped) in new[] { ("clamped", true), ("plain", false) })
        {
            (LearningReport report, Tensor gradient) = ObjectiveCase.Differentiate(
                inputs, inputs.Options with { ClampKl = clamped }, Read("ref_logprobs"), Read("entropies"), [rows]);

            JsonElement expected = c.Expected.GetProperty(name);
            ReferenceTensors.ShouldAgree(report.Loss, expected.GetProperty("loss"), inputs.Type, $"{name} loss");
            ReferenceTensors.ShouldAgree(report.PolicyLoss, expected.GetProperty("policy_loss"), inputs.Type, $"{name} policy loss");
            ReferenceTensors.ShouldAgree(report.Kl, expected.GetProperty("kl"), inputs.Type, $"{name} KL");
            ReferenceTensors.ShouldAgree(gradient, expected.GetProperty("gradient"), $"{name} gradient");
        }
    }

    private static void MicroBatches(ReferenceCase c)
    {
        var inputs = new PolicyCase(c);
        IEnumerable<int[]> parts = c.Options.GetProperty("micro_batches").EnumerateArray().Select(part => part.EnumerateArray().Select(row => row.GetInt32()).ToArray());

        (LearningReport report, Tensor gradient) = ObjectiveCase.Differentiate(inputs, inputs.Options, null, null, parts);

        ReferenceTensors.ShouldAgree(report.Loss, c.Expected.GetProperty("loss"), inputs.Type, "loss");
        ReferenceTensors.ShouldAgree(gradient, c.Expected.GetProperty("gradient"), "gradient");
    }

    private static void Aggregation(ReferenceCase c)
    {
        foreach (JsonProperty rule in c.Expected.GetProperty("value").EnumerateObject())
        {
            ScalarType type = ReferenceTensors.TypeOf(c);
            Tensor tokens = ReferenceTensors.Read(c.Inputs.GetProperty("per_token"), type).requires_grad_();
            Tensor mask = ReferenceTensors.Read(c.Inputs.GetProperty("mask"), type);
            Tensor loss = (tokens * PolicyCase.WeightsOf(rule.Name, mask)).sum();
            loss.backward();
            ReferenceTensors.ShouldAgree(ReferenceTensors.Value(loss), rule.Value, type, rule.Name);
            ReferenceTensors.ShouldAgree(tokens.grad!, c.Expected.GetProperty("gradient").GetProperty(rule.Name), $"{rule.Name} gradient");
        }
    }

    private static void Kl(ReferenceCase c)
    {
        ScalarType type = ReferenceTensors.TypeOf(c);
        Tensor logProbs = ReferenceTensors.Read(c.Inputs.GetProperty("logprobs"), type).requires_grad_();
        Tensor reference = ReferenceTensors.Read(c.Inputs.GetProperty("ref_logprobs"), type);
        Tensor value = KlEstimate.Of(EstimatorOf(c.Content.GetProperty("kind").GetString()!)!.Value, logProbs, reference, clamped: true);
        value.sum().backward();
        ReferenceTensors.ShouldAgree(value, c.Expected.GetProperty("value"), "value");
        ReferenceTensors.ShouldAgree(logProbs.grad!, c.Expected.GetProperty("gradient"), "gradient");
    }

    private static KlKind? EstimatorOf(string kind) => kind switch
    {
        "k1" => KlKind.K1,
        "abs" => KlKind.Absolute,
        "k2" => KlKind.K2,
        "k3" or "low_var_kl" => KlKind.K3,
        _ => null,
    };

    private static void EntropyCase(ReferenceCase c)
    {
        ScalarType type = ReferenceTensors.TypeOf(c);
        Tensor logits = ReferenceTensors.Read(c.Inputs.GetProperty("logits"), type);
        Tensor mask = ReferenceTensors.Read(c.Inputs.GetProperty("mask"), type);
        Tensor weights = PolicyCase.WeightsOf(c.Options.GetProperty("aggregation").GetString()!, mask);
        Tensor flat = logits.view(-1, logits.shape[^1]), head = eye(logits.shape[^1], dtype: type);
        Tensor targets = zeros(flat.shape[0], dtype: ScalarType.Int64);

        Tensor entropies = ChunkedHead.Score(flat, head, targets, 1).Entropies;
        Tensor gradient = ChunkedHead.Differentiate(
            flat, head, targets, 1, (start, logp, _) => (zeros_like(logp), weights.flatten().narrow(0, start, logp.shape[0])), null);

        ReferenceTensors.ShouldAgree(entropies.view(mask.shape), c.Expected.GetProperty("token_entropy"), "token entropy");
        ReferenceTensors.ShouldAgree(ReferenceTensors.Value((entropies.view(mask.shape) * weights).sum()), c.Expected.GetProperty("entropy"), type, "entropy");
        ReferenceTensors.ShouldAgree(gradient.view(logits.shape), c.Expected.GetProperty("gradient"), "gradient");
    }

    private static void LikelihoodCase(ReferenceCase c)
    {
        ScalarType type = ReferenceTensors.TypeOf(c);
        Tensor logits = ReferenceTensors.Read(c.Inputs.GetProperty("logits"), type), labels = ReferenceTensors.Read(c.Inputs.GetProperty("labels"), ScalarType.Int64);
        long length = labels.shape[1], vocabulary = logits.shape[2];
        Tensor scored = (labels.narrow(1, 1, length - 1).flatten() != -100).nonzero().squeeze(1);
        Tensor rows = logits.narrow(1, 0, length - 1).reshape(-1, vocabulary).index_select(0, scored);
        Tensor targets = labels.narrow(1, 1, length - 1).flatten().index_select(0, scored);
        double denominator = ReferenceCase.Number(c.Options.GetProperty("tokens_in_batch")) ?? targets.shape[0];

        var loss = new SupervisedLoss(denominator);
        Tensor part = ChunkedHead.Differentiate(rows, eye(vocabulary, dtype: type), targets, 1, (_, logp, _) => loss.Differentiate(logp), null);

        Tensor gradient = zeros(logits.shape[0] * (length - 1), vocabulary, dtype: type).index_copy_(0, scored, part).view(logits.shape[0], length - 1, vocabulary);
        gradient = cat([gradient, zeros(logits.shape[0], 1, vocabulary, dtype: type)], 1); // nothing is predicted by the last row
        ReferenceTensors.ShouldAgree(loss.Value, c.Expected.GetProperty("loss"), type, "loss");
        ReferenceTensors.ShouldAgree(gradient, c.Expected.GetProperty("gradient"), "gradient");
    }
}
