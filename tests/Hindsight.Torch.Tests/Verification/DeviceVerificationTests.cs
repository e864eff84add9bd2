using Hindsight.Torch.Models;
using Hindsight.Torch.Tests.Models;
using Hindsight.Torch.Verification;
using Xunit.Abstractions;
using static TorchSharp.torch;

namespace Hindsight.Torch.Tests.Verification;

public sealed class DeviceVerificationTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.BFloat16)]
    public void Compare_SameWeights_Passes(ScalarType type)
    {
        using CausalLanguageModel expected = Model(ScalarType.Float32, 1), actual = Model(type, 1);

        IReadOnlyList<VerifiedQuantity> quantities = DeviceVerification.Compare(expected, actual);

        foreach (VerifiedQuantity quantity in quantities) output.WriteLine(quantity.ToString());
        quantities.Select(q => q.Name).Should().Equal("logits", "log-probs", "gradients", "gradient scale", "optimiser step");
        quantities.Should().OnlyContain(q => q.Passed);
    }

    [Fact]
    public void Compare_OneWeightOfOneLayerChanged_Fails()
    {
        using CausalLanguageModel expected = Model(ScalarType.Float32, 1), actual = Model(ScalarType.Float32, 1);
        actual.Masters[ParameterNames.Projection(1, "v_proj")].mul_(1.05);

        DeviceVerification.Compare(expected, actual).Should().Contain(q => q.Name == "gradients" && !q.Passed);
    }

    [Fact]
    public void Compare_WeightThatIsNotANumber_Fails()
    {
        using CausalLanguageModel expected = Model(ScalarType.Float32, 1), actual = Model(ScalarType.Float32, 1);
        actual.Masters[ParameterNames.FinalNorm].fill_(float.NaN);

        DeviceVerification.Compare(expected, actual).Where(q => q.Name != "optimiser step").Should().OnlyContain(q => !q.Passed);
    }

    [Theory]
    [MemberData(nameof(Bugs))]
    public void CompareGradients_WrongGradient_Fails(ScalarType type, string quantity, string bug)
    {
        using CausalLanguageModel expected = Model(ScalarType.Float32, 1), actual = Model(type, 1);
        DeviceVerification.Backward(expected);
        DeviceVerification.Backward(actual);
        DeviceVerification.CompareGradients(expected, actual).Should().OnlyContain(q => q.Passed, "nothing is wrong yet");
        ParameterBuffer gradients = actual.Gradients;
        switch (bug)
        {
            case "a layer's gradient grows by a tenth":
                foreach (ParameterSlot slot in gradients.Layout.Slots.Where(slot => slot.Name.StartsWith("model.layers.1."))) gradients[slot.Name].mul_(1.1);
                break;
            case "a layer's gradient lacks a twentieth":
                foreach (ParameterSlot slot in gradients.Layout.Slots.Where(slot => slot.Name.StartsWith("model.layers.0."))) gradients[slot.Name].mul_(0.95);
                break;
            case "a norm's weight has no gradient":
                gradients[ParameterNames.PostNorm(0)].zero_();
                break;
            case "a value projection's gradient is its key's":
                gradients[ParameterNames.Projection(1, "v_proj")].copy_(gradients[ParameterNames.Projection(1, "k_proj")]);
                break;
            case "the embedding lacks the head's part":
                gradients[ParameterNames.Embedding].mul_(0.5);
                break;
            case "one number is none":
                gradients[ParameterNames.Embedding][3, 4] = float.NaN;
                break;
        }

        VerifiedQuantity found = DeviceVerification.CompareGradients(expected, actual).Single(q => q.Name == quantity);

        output.WriteLine($"{type}, {bug}: {found}");
        found.Passed.Should().BeFalse();
    }

    public static TheoryData<ScalarType, string, string> Bugs()
    {
        var bugs = new TheoryData<ScalarType, string, string>();
        foreach (ScalarType type in new[] { ScalarType.Float32, ScalarType.BFloat16 })
        {
            bugs.Add(type, "gradient scale", "a layer's gradient grows by a tenth");
            bugs.Add(type, "gradient scale", "a layer's gradient lacks a twentieth");
            bugs.Add(type, "gradients", "a norm's weight has no gradient");
            bugs.Add(type, "gradients", "a value projection's gradient is its key's");
            bugs.Add(type, "gradients", "the embedding lacks the head's part");
            bugs.Add(type, "gradients", "one number is none");
        }

        return bugs;
    }

    [Fact]
    public void Tolerance_DeeperModels_GrowsAsTheRootOfTheirDepth()
    {
        Architecture thirty = TinyModels.Smallest with { Layers = 30, HiddenSize = 576, IntermediateSize = 1536 };

        // u √(4 · 30 + 4) = 0.0435 in bf16; in fp32 √1536 more on 2⁻¹⁶ of it.
        RoundingTolerance.Gradient(thirty, ScalarType.BFloat16).Should().BeApproximately(6 * 0.0434980, 1e-6);
        RoundingTolerance.Scale(thirty, ScalarType.BFloat16).Should().BeApproximately(2 * 0.0434980, 1e-6);
        RoundingTolerance.Forward(thirty, ScalarType.BFloat16).Should().BeApproximately(2 * 0.03125, 1e-12);
        RoundingTolerance.Gradient(thirty, ScalarType.Float32).Should().BeApproximately(6 * 0.0434980 / 65536 * Math.Sqrt(1536), 1e-9);
    }

    private static CausalLanguageModel Model(ScalarType type, ulong seed) => CausalLanguageModel.Initialize(TinyModels.Smallest, seed, CPU, type);
}
