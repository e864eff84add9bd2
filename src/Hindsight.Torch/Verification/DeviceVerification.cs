using Hindsight.Learning;
using Hindsight.Torch.Checkpoints;
using Hindsight.Torch.Learning;
using Hindsight.Torch.Learning.Losses;
using Hindsight.Torch.Models;
using Hindsight.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Hindsight.Torch.Verification;

/// <summary>Compares a device and type with the processor in fp32 on the same weights: a forward pass, a backward pass, an optimiser step.</summary>
public static class DeviceVerification
{
    private const int Sequences = 4, LongestResponse = 48, Prompt = 16;

    /// <summary>Loads the model twice and compares.</summary>
    /// <param name="options">The model, and the device and type to compare. Adapters are left out.</param>
    /// <param name="cancellationToken">Counts before the work begins.</param>
    /// <exception cref="ModelFileException">A file is missing, broken or not supported.</exception>
    /// <exception cref="ArgumentException">The device is not there.</exception>
    public static async Task<VerificationResult> RunAsync(PolicyOptions options, CancellationToken cancellationToken = default)
    {
        ModelSource source = ModelSource.Open(options.Path);
        using var thread = new TorchThread();
        return await thread.RunAsync(() => Run(source, options), cancellationToken).ConfigureAwait(false);
    }

    private static VerificationResult Run(ModelSource source, PolicyOptions options)
    {
        using DisposeScope scope = NewDisposeScope();
        if (options.Threads > 0) set_num_threads(options.Threads);
        Device device = ComputeChoice.Device(options.Device);
        ScalarType type = ComputeChoice.Type(options.Dtype, device, source.Architecture.ParameterCount);
        Dictionary<string, Tensor> weights = source.ReadWeights();
        using var expected = CausalLanguageModel.Load(source.Architecture, weights, CPU, ScalarType.Float32);
        using var actual = CausalLanguageModel.Load(source.Architecture, weights, device, type);
        return new VerificationResult(device.ToString(), ComputeChoice.Name(type), Compare(expected, actual));
    }

    /// <summary>Compares two models that should be the same.</summary>
    internal static IReadOnlyList<VerifiedQuantity> Compare(CausalLanguageModel expected, CausalLanguageModel actual)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable mode = no_grad();
        bool rounded = actual.ComputeType == ScalarType.BFloat16;
        (Tensor Logits, Tensor LogProbs) a = Forward(expected), b = Forward(actual);
        var quantities = new List<VerifiedQuantity>
        {
            Difference("logits", [("logits", a.Logits, b.Logits)], rounded ? 3e-2 : 1e-4),
            Difference("log-probs", [("log-probs", a.LogProbs, b.LogProbs)], rounded ? 3e-2 : 1e-4),
        };
        Backward(expected);
        Backward(actual);
        quantities.Add(Difference("gradients", Named(expected.Gradients, actual.Gradients), rounded ? 0.3 : 1e-3));

        // The step is taken from the same gradient and weights, so that only the optimiser is compared.
        actual.Gradients.Flat.copy_(expected.Gradients.Flat);
        using Tensor before = expected.Masters.Flat.clone();
        Step(expected);
        Step(actual);
        quantities.Add(Difference("optimiser step", [("weights' change", expected.Masters.Flat - before, Host(actual.Masters.Flat) - before)], 1e-3));
        return quantities;
    }

    private static (Tensor Logits, Tensor LogProbs) Forward(CausalLanguageModel model)
    {
        using DisposeScope scope = NewDisposeScope();
        using PackedBatch batch = Batch(model);
        using DecoderPass pass = model.Forward(batch, keep: false);
        Tensor logits = nn.functional.linear(pass.Hidden.index_select(0, batch.Rows), model.Weights.Head);
        return (Host(logits).MoveToOuterDisposeScope(), Host(Backpropagation.Score(model, batch, 1)).MoveToOuterDisposeScope());
    }

    private static void Backward(CausalLanguageModel model)
    {
        using PackedBatch batch = Batch(model);
        var loss = new SupervisedLoss(batch.TargetCount);
        model.Gradients.Flat.zero_();
        Backpropagation.Accumulate(model, batch, 1, (_, logProbs, _) => loss.Differentiate(logProbs));
    }

    private static void Step(CausalLanguageModel model)
    {
        using var adam = new AdamW(model.Masters.Flat, new OptimizerOptions());
        adam.Step(model.Gradients.Flat, 1e-3);
    }

    /// <summary>One prompt shared by responses of several lengths, and one sequence alone: every path of the packed pass.</summary>
    private static PackedBatch Batch(CausalLanguageModel model)
    {
        var random = new RandomStream(Seeds.Derive(0, "verify"));
        int context = Math.Min(model.Architecture.ContextLength, Prompt + LongestResponse);
        int[] Tokens(int count)
        {
            var tokens = new int[count];
            for (int i = 0; i < count; i++) tokens[i] = random.NextInt(model.Architecture.VocabularySize);
            return tokens;
        }

        var builder = new PackedBatchBuilder();
        int longest = Math.Max(1, context - Prompt);
        builder.AddGroup(Tokens(context - longest), [.. Enumerable.Range(1, Sequences).Select(i => Tokens(Math.Max(1, longest * i / Sequences)))]);
        builder.AddGroup(Tokens(1), Tokens(context - 1));
        return builder.Build(model.Device, model.ComputeType);
    }

    private static IEnumerable<(string, Tensor, Tensor)> Named(ParameterBuffer expected, ParameterBuffer actual) =>
        expected.Layout.Slots.Select(slot => (slot.Name, expected[slot.Name], Host(actual[slot.Name])));

    private static VerifiedQuantity Difference(string name, IEnumerable<(string Name, Tensor Expected, Tensor Actual)> tensors, double tolerance)
    {
        double largest = 0, relative = 0;
        string where = "";
        foreach ((string tensorName, Tensor expected, Tensor actual) in tensors)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor difference = (expected - actual).abs();
            double here = difference.max().item<float>();
            // A NaN must win every comparison, so that it is reported and fails.
            if (!(here <= largest)) (largest, where) = (here, tensorName);
            double share = GradientClipping.Norm(difference) / Math.Max(1e-30, GradientClipping.Norm(expected));
            if (!(share <= relative)) relative = share;
        }

        return new VerifiedQuantity(name, largest, where, relative, tolerance);
    }

    private static Tensor Host(Tensor tensor) => tensor.to(ScalarType.Float32, CPU);
}
