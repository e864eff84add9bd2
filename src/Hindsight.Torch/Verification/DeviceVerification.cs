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

    /// <summary>Of a step from equal gradients and masters, in fp32 on both sides: a step of 1e-3 is read off weights of up to some ten, which are rounded by 2⁻²⁴ of themselves.</summary>
    private const double OptimizerTolerance = 1e-3;

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
        double forward = RoundingTolerance.Forward(actual.Architecture, actual.ComputeType);
        (Tensor Logits, Tensor LogProbs) a = Forward(expected), b = Forward(actual);
        var quantities = new List<VerifiedQuantity>
        {
            Difference("logits", [("logits", a.Logits, b.Logits)], forward),
            Difference("log-probs", [("log-probs", a.LogProbs, b.LogProbs)], forward),
        };
        Backward(expected);
        Backward(actual);
        quantities.AddRange(CompareGradients(expected, actual));

        // The step is taken from the same gradient and weights, so that only the optimiser is compared.
        actual.Gradients.Flat.copy_(expected.Gradients.Flat);
        actual.Masters.Flat.copy_(expected.Masters.Flat);
        using Tensor before = expected.Masters.Flat.clone();
        Step(expected);
        Step(actual);
        quantities.Add(Difference("optimiser step", [("weights' change", expected.Masters.Flat - before, Host(actual.Masters.Flat) - before)], OptimizerTolerance));
        return quantities;
    }

    /// <summary>Compares the gradients of one loss: each tensor's, and the factor between those of a whole layer.</summary>
    /// <remarks>A fault that scales a layer's gradient by a tenth drowns in the rounding of single tensors in bf16, but not in the factor: rounding has no direction.</remarks>
    internal static IReadOnlyList<VerifiedQuantity> CompareGradients(CausalLanguageModel expected, CausalLanguageModel actual)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable mode = no_grad();
        (string Name, Tensor Expected, Tensor Actual)[] tensors =
            [.. expected.Gradients.Layout.Slots.Select(slot => (slot.Name, expected.Gradients[slot.Name], Host(actual.Gradients[slot.Name])))];
        return
        [
            Difference("gradients", tensors, RoundingTolerance.Gradient(actual.Architecture, actual.ComputeType)),
            Scale("gradient scale", tensors.GroupBy(tensor => Group(tensor.Name)), RoundingTolerance.Scale(actual.Architecture, actual.ComputeType)),
        ];
    }

    private static (Tensor Logits, Tensor LogProbs) Forward(CausalLanguageModel model)
    {
        using DisposeScope scope = NewDisposeScope();
        using PackedBatch batch = Batch(model);
        using DecoderPass pass = model.Forward(batch, keep: false);
        Tensor logits = nn.functional.linear(pass.Hidden.index_select(0, batch.Rows), model.Weights.Head);
        return (Host(logits).MoveToOuterDisposeScope(), Host(Backpropagation.Score(model, batch, 1)).MoveToOuterDisposeScope());
    }

    /// <summary>Puts the gradients of the batch's mean negative log-likelihood into a model's buffer.</summary>
    internal static void Backward(CausalLanguageModel model)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable mode = no_grad();
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

    private static VerifiedQuantity Difference(string name, IEnumerable<(string Name, Tensor Expected, Tensor Actual)> tensors, double tolerance)
    {
        double largest = 0, relative = 0;
        string where = "";
        foreach ((string tensorName, Tensor expected, Tensor actual) in tensors)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor difference = (expected - actual).abs();
            double share = GradientClipping.Norm(difference) / Math.Max(1e-30, GradientClipping.Norm(expected));
            largest = Math.Max(largest, difference.max().item<float>());
            if (IsWorse(share, relative)) (relative, where) = (share, tensorName);
        }

        return new VerifiedQuantity(name, largest, where, relative, tolerance);
    }

    /// <summary>How far from 1 is the factor ⟨expected, actual⟩ / ⟨expected, expected⟩ of each group.</summary>
    private static VerifiedQuantity Scale(string name, IEnumerable<IGrouping<string, (string Name, Tensor Expected, Tensor Actual)>> groups, double tolerance)
    {
        double farthest = 0;
        string where = "";
        foreach (IGrouping<string, (string Name, Tensor Expected, Tensor Actual)> group in groups)
        {
            double along = group.Sum(tensor => Product(tensor.Expected, tensor.Actual)), own = group.Sum(tensor => Product(tensor.Expected, tensor.Expected));
            double distance = Math.Abs(along / Math.Max(1e-30, own) - 1);
            if (IsWorse(distance, farthest)) (farthest, where) = (distance, group.Key);
        }

        return new VerifiedQuantity(name, farthest, where, farthest, tolerance);
    }

    /// <summary>What is not a number is worse than all others, so that it is reported and fails.</summary>
    private static bool IsWorse(double found, double worst) => !double.IsNaN(worst) && !(found <= worst);

    private static double Product(Tensor a, Tensor b)
    {
        using DisposeScope scope = NewDisposeScope();
        return (a.to_type(ScalarType.Float64) * b).sum().item<double>();
    }

    /// <summary>A layer, or a tensor that belongs to none.</summary>
    private static string Group(string tensor) => tensor.Split('.') is ["model", "layers", string layer, ..] ? $"model.layers.{layer}" : tensor;

    private static Tensor Host(Tensor tensor) => tensor.to(ScalarType.Float32, CPU);
}
