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
        quantities.Select(q => q.Name).Should().Equal("logits", "log-probs", "gradients", "optimiser step");
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

    private static CausalLanguageModel Model(ScalarType type, ulong seed) => CausalLanguageModel.Initialize(TinyModels.Smallest, seed, CPU, type);
}
