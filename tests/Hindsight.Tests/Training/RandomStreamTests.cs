using Hindsight.Training;

namespace Hindsight.Tests.Training;

public sealed class RandomStreamTests
{
    [Fact]
    public void At_Seed0_IsSplitMix64()
    {
        // The first outputs of SplitMix64 from state 0, as published with the generator.
        RandomStream.At(0, 0).Should().Be(0xE220A8397B1DCDAFUL);
        RandomStream.At(0, 1).Should().Be(0x6E789E6AA1B965F4UL);
        RandomStream.At(0, 2).Should().Be(0x06C45D188009454FUL);
    }

    [Fact]
    public void NextInt_ManyDraws_CoversTheRangeEvenly()
    {
        var stream = new RandomStream(7);
        int[] counts = new int[5];
        for (int i = 0; i < 50_000; i++) counts[stream.NextInt(5)]++;
        counts.Should().OnlyContain(c => Math.Abs(c - 10_000) < 500); // 5 standard deviations are 447
    }

    [Fact]
    public void Shuffle_AnySpan_IsAPermutationThatDependsOnTheSeed()
    {
        int[] first = Enumerable.Range(0, 100).ToArray(), second = [.. first], third = [.. first];
        new RandomStream(1).Shuffle(first.AsSpan());
        new RandomStream(1).Shuffle(second.AsSpan());
        new RandomStream(2).Shuffle(third.AsSpan());
        first.Should().Equal(second).And.NotEqual(third);
        first.Order().Should().Equal(Enumerable.Range(0, 100));
    }
}
