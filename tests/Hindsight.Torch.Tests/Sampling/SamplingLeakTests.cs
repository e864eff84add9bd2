using Hindsight.Policies;
using Hindsight.Torch.Sampling;
using static TorchSharp.torch;

namespace Hindsight.Torch.Tests.Sampling;

[Collection(LiveTensors.Name)]
public sealed class SamplingLeakTests
{
    [Fact]
    public void Decode_BatchAfterBatch_KeepsNoTensor()
    {
        using var model = new TestModel();
        BatchDecoder decoder = model.Decoder(4);
        int[] first = [5, 9, 3, 44], second = [1, 2, 3];
        DecodeRequest[] requests = [.. Enumerable.Range(0, 9).Select(i => new DecodeRequest(i % 3 == 0 ? first : second, new SamplingOptions(), (ulong)i, 5 + i))];
        ShouldKeepNone(() => decoder.Decode(requests, null, CancellationToken.None));
    }

    [Fact]
    public void Load_AfterEachUpdate_KeepsNoTensor()
    {
        foreach (ScalarType dtype in (ScalarType[])[ScalarType.Float32, ScalarType.BFloat16])
        {
            using var model = new TestModel(dtype);
            ShouldKeepNone(() => model.Engine.Load(model.Model.EffectiveWeights()));
        }
    }

    [Fact]
    public void Score_BatchAfterBatch_KeepsNoTensor()
    {
        using var model = new TestModel(chunkRows: 4);
        var scorer = new SequenceScorer(model.Engine, CPU);
        ShouldKeepNone(() => scorer.Score([new([1, 2, 3], [4, 5]), new([9], [8, 7, 6])], CancellationToken.None));
    }

    private static void ShouldKeepNone(Action act)
    {
        act();
        long live = Tensor.TotalCount;
        act();
        act();
        Tensor.TotalCount.Should().Be(live);
    }
}
