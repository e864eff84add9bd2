using Hindsight.Policies;
using Hindsight.Testing;
using Hindsight.Torch.Sampling;
using static TorchSharp.torch;

namespace Hindsight.Torch.Tests.Sampling;

public sealed class BatchDecoderTests
{
    private static readonly int[] Short = [5, 9, 3, 44], Long = [.. Enumerable.Range(0, 37).Select(i => 1 + i * 7 % 60)], Other = [8, 8, 60, 21, 2, 17, 33];

    [Fact]
    public void Decode_AloneAndAmongOthers_GivesTheSameTokens()
    {
        using var model = new TestModel();
        DecodeRequest[] requests = [Request(Short, 1), Request(Long, 2), Request(Long, 3), Request(Other, 4), Request(Short, 5, 7), Request(Other, 6, 3)];
        IReadOnlyList<Generation> together = Decode(model.Decoder(), requests);
        for (int i = 0; i < requests.Length; i++) ShouldAgree(Decode(model.Decoder(), requests[i])[0], together[i]);
    }

    [Fact]
    public void Decode_PromptComputedOnceOrForEach_GivesTheSameTokens()
    {
        using var model = new TestModel();
        IReadOnlyList<Generation> shared = Decode(model.Decoder(), [.. Enumerable.Range(0, 6).Select(i => Request(Long, (ulong)i))]);
        IReadOnlyList<Generation> apart = Decode(model.Decoder(), [.. Enumerable.Range(0, 6).Select(i => Request([.. Long], (ulong)i))]);
        for (int i = 0; i < shared.Count; i++) ShouldAgree(apart[i], shared[i]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    public void Decode_MoreRequestsThanSlots_GivesTheSameTokensInRequestOrder(int slots)
    {
        using var model = new TestModel();
        int[][] prompts = [Short, Long, Other];
        DecodeRequest[] requests = [.. Enumerable.Range(0, 19).Select(i => Request(prompts[i * i % 3], (ulong)i, 3 + i * 5 % 13))];
        IReadOnlyList<Generation> wide = Decode(model.Decoder(), requests);
        IReadOnlyList<Generation> narrow = Decode(model.Decoder(slots), requests);
        for (int i = 0; i < requests.Length; i++)
        {
            narrow[i].Request.Should().BeSameAs(requests[i]);
            ShouldAgree(narrow[i], wide[i]);
        }
    }

    [Fact]
    public void Decode_PromptLongerThanAPass_GivesTheSameTokens()
    {
        using TestModel whole = new(), cut = new(chunkRows: 10);
        DecodeRequest[] requests = [Request(Short, 1), Request(Long, 2), Request(Other, 3), Request([.. Long, .. Long], 4)];
        IReadOnlyList<Generation> expected = Decode(whole.Decoder(), requests);
        IReadOnlyList<Generation> actual = Decode(cut.Decoder(), requests);
        for (int i = 0; i < requests.Length; i++) ShouldAgree(actual[i], expected[i]);
    }

    [Theory]
    [InlineData(ScalarType.Float32, 1e-5)]
    [InlineData(ScalarType.BFloat16, 0.1)] // a logit near 8 has steps of 1/32 in bf16
    public void Decode_RawLogProbs_AgreeWithTheLearnersPass(ScalarType dtype, double tolerance)
    {
        using var model = new TestModel(dtype);
        foreach (Generation generation in Decode(model.Decoder(), Request(Short, 1), Request(Long, 2), Request(Long, 3)))
        {
            float[] expected = model.LogProbs([.. generation.Request.Prompt, .. generation.Tokens])[(generation.Request.Prompt.Length - 1)..];
            Differences.Largest(generation.RawLogProbs, expected).Should().BeLessThan(tolerance);
        }
    }

    [Fact]
    public void Decode_TheSameBatchAgain_IsEqualBitForBit()
    {
        using var model = new TestModel();
        BatchDecoder decoder = model.Decoder(4);
        DecodeRequest[] requests = [.. Enumerable.Range(0, 9).Select(i => Request(i % 2 == 0 ? Long : Short, (ulong)i))];
        IReadOnlyList<Generation> first = Decode(decoder, requests);
        IReadOnlyList<Generation> second = Decode(decoder, requests);
        for (int i = 0; i < requests.Length; i++)
        {
            second[i].Tokens.Should().Equal(first[i].Tokens);
            second[i].LogProbs.Should().Equal(first[i].LogProbs);
            second[i].RawLogProbs.Should().Equal(first[i].RawLogProbs);
        }
    }

    [Fact]
    public void Decode_Cancelled_EndsBetweenTokensAndTheNextBatchIsWell()
    {
        using var model = new TestModel();
        BatchDecoder decoder = model.Decoder();
        IReadOnlyList<Generation> expected = Decode(decoder, Request(Long, 1));
        using var cancellation = new CancellationTokenSource();
        int tokens = 0;
        Action act = () => decoder.Decode([Request(Long, 1)], _ =>
        {
            if (++tokens == 3) cancellation.Cancel();
        }, cancellation.Token);
        act.Should().Throw<OperationCanceledException>();
        tokens.Should().Be(3);
        ShouldAgree(Decode(decoder, Request(Long, 1))[0], expected[0]);
    }

    [Fact]
    public void Decode_EndTokenAndLimit_AreReported()
    {
        using var model = new TestModel();
        IReadOnlyList<Generation> generations = Decode(model.Decoder(), [.. Enumerable.Range(0, 40).Select(i => Request(Short, (ulong)i))]);
        generations.Should().Contain(g => g.FinishReason == FinishReason.EndOfSequence).And.Contain(g => g.FinishReason == FinishReason.Length);
        foreach (Generation generation in generations)
        {
            bool ended = generation.FinishReason == FinishReason.EndOfSequence;
            generation.Tokens.Take(generation.Tokens.Count - 1).Should().NotContain(0);
            (generation.Tokens[^1] == 0).Should().Be(ended);
            if (!ended) generation.Tokens.Should().HaveCount(12);
        }
    }

    [Fact]
    public void Decode_StopString_EndsTheResponseBeforeIt()
    {
        using var model = new TestModel();
        Generation free = Decode(model.Decoder(), Request(Other, 3, 12))[0];
        string stop = $"<{free.Tokens[4]}>";
        var text = new ResponseText(token => $"<{token}>", () => "", [stop]);
        Generation stopped = Decode(model.Decoder(), Request(Other, 3, 12) with { Text = text })[0];
        int at = free.Tokens.ToList().IndexOf(free.Tokens[4]);
        stopped.FinishReason.Should().Be(FinishReason.StopString);
        stopped.Tokens.Should().Equal(free.Tokens.Take(at + 1));
        text.Text.Should().Be(string.Concat(free.Tokens.Take(at).Select(t => $"<{t}>")));
    }

    [Fact]
    public void Decode_NonFiniteWeights_ThrowsAndTheNextBatchIsWell()
    {
        using var model = new TestModel();
        BatchDecoder decoder = model.Decoder();
        IReadOnlyList<Generation> expected = Decode(decoder, Request(Long, 1));
        using Tensor backup = model.Model.Masters.Flat.clone();
        using (no_grad()) model.Model.Masters.Flat.fill_(float.NaN);
        model.Engine.Load(model.Model.EffectiveWeights());
        Action act = () => Decode(decoder, Request(Long, 1), Request(Short, 2));
        act.Should().Throw<Hindsight.Learning.NonFiniteException>();
        using (no_grad()) model.Model.Masters.Flat.copy_(backup);
        model.Engine.Load(model.Model.EffectiveWeights());
        ShouldAgree(Decode(decoder, Request(Long, 1))[0], expected[0]);
    }

    private static DecodeRequest Request(int[] prompt, ulong seed, int maxTokens = 12) => new(prompt, new SamplingOptions(), seed, maxTokens);

    private static IReadOnlyList<Generation> Decode(BatchDecoder decoder, params DecodeRequest[] requests) => decoder.Decode(requests, null, CancellationToken.None);

    private static void ShouldAgree(Generation actual, Generation expected)
    {
        actual.Tokens.Should().Equal(expected.Tokens);
        actual.FinishReason.Should().Be(expected.FinishReason);
        Differences.Largest(actual.LogProbs, expected.LogProbs).Should().BeLessThan(1e-5);
        Differences.Largest(actual.RawLogProbs, expected.RawLogProbs).Should().BeLessThan(1e-5);
    }
}
