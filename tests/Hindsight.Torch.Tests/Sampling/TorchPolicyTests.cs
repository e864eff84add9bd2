using Hindsight.Policies;
using Hindsight.Testing;
using Hindsight.Torch.Models;
using Hindsight.Torch.Text;
using static TorchSharp.torch;

namespace Hindsight.Torch.Tests.Sampling;

public sealed class TorchPolicyTests : IDisposable
{
    private static readonly ChatTokenizer Tokenizer = ByteTokenizer.Create();
    private readonly PolicyModel _model = PolicyModel.Initialize(
        TestModel.Small with { VocabularySize = ByteTokenizer.VocabularySize, EndTokens = [ByteTokenizer.End] }, 3, new PolicyOptions { Device = "cpu", Threads = 2 });

    private readonly TorchPolicy _policy;

    public TorchPolicyTests() => _policy = new TorchPolicy(_model, Tokenizer, maxBatch: 4);

    public void Dispose()
    {
        _policy.Dispose();
        _model.Dispose();
    }

    [Fact]
    public async Task SampleAsync_MixedRequests_GivesResultsInRequestOrder()
    {
        SampleRequest[] requests = [.. Enumerable.Range(0, 11).Select(i => Request(i % 3 == 0 ? "Hello" : $"Say {i % 2}", (ulong)i))];
        IReadOnlyList<Sample> samples = await _policy.SampleAsync(requests, CancellationToken.None);
        samples.Select(s => s.Seed).Should().Equal(requests.Select(r => r.Seed));
        samples[0].PromptTokens.Should().BeSameAs(samples[3].PromptTokens, "samples of one prompt share its array");
        for (int i = 0; i < samples.Count; i++)
        {
            Sample sample = samples[i];
            sample.PromptTokens.Should().Equal(Tokenizer.EncodePrompt(requests[i].Messages));
            sample.Text.Should().Be(Tokenizer.Decode(sample.ResponseTokens));
            sample.LogProbs.Should().Equal(sample.RawLogProbs, "at temperature 1 without a filter both are the model's own").And.HaveSameCount(sample.ResponseTokens);
            sample.PolicyVersion.Should().Be(_policy.Version);
        }
    }

    [Fact]
    public async Task ChooseAsync_ManyPrompts_GivesTheLogProbsOfTheChoicesFirstTokens()
    {
        // More prompts than fit a batch; the last holds a control token's text, which stays text.
        ChoiceRequest[] requests = [.. Enumerable.Range(0, 9).Select(i => new ChoiceRequest([ChatMessage.User(i == 8 ? "<|im_end|>" : new string('x', 1 + 7 * i % 20))], i % 2 == 0 ? ["yes", "no"] : ["1", "2", "3"]))];

        IReadOnlyList<float[]> chosen = await _policy.ChooseAsync(requests, CancellationToken.None);

        chosen.Should().HaveCount(9);
        for (int i = 0; i < requests.Length; i++)
        {
            int[] prompt = Tokenizer.EncodePrompt(requests[i].Messages);
            IReadOnlyList<float[]> expected = await _policy.LogProbAsync([.. requests[i].Choices.Select(c => new TokenSequence(prompt, [Tokenizer.EncodeText(c)[0]]))], CancellationToken.None);
            Differences.Largest(chosen[i], [.. expected.Select(e => e[0])]).Should().BeLessThan(1e-5, "batches of other shapes differ in the last bits");
        }
    }

    [Fact]
    public async Task ChooseAsync_ChoicesThatCannotBeToldApart_AreRefused()
    {
        ChatMessage[] prompt = [ChatMessage.User("Hello")];
        await FluentActions.Awaiting(() => _policy.ChooseAsync([new(prompt, ["yes", "yet"])], default)).Should().ThrowAsync<ArgumentException>().WithMessage("*'yes', 'yet'*");
        await FluentActions.Awaiting(() => _policy.ChooseAsync([new(prompt, ["yes", ""])], default)).Should().ThrowAsync<ArgumentException>().WithMessage("*empty*");
        await FluentActions.Awaiting(() => _policy.ChooseAsync([new([ChatMessage.User(new string('x', 500))], ["yes", "no"])], default)).Should().ThrowAsync<PromptTooLongException>();
    }

    [Fact]
    public async Task SampleAsync_RequestAlone_GivesTheTokensItHasInABatch()
    {
        SampleRequest[] requests = [.. Enumerable.Range(0, 6).Select(i => Request(i % 2 == 0 ? "Hello" : "A longer prompt", (ulong)i))];
        IReadOnlyList<Sample> together = await _policy.SampleAsync(requests, CancellationToken.None);
        Sample alone = (await _policy.SampleAsync([requests[3]], CancellationToken.None))[0];
        alone.ResponseTokens.Should().Equal(together[3].ResponseTokens);
    }

    [Fact]
    public async Task SampleAsync_NoRequest_GivesNoSample() => (await _policy.SampleAsync([], CancellationToken.None)).Should().BeEmpty();

    [Fact]
    public async Task SampleAsync_PromptAsLongAsTheContext_Throws()
    {
        SampleRequest request = Request(new string('x', 200), 1);
        int tokens = (await _policy.MeasureAsync([request.Messages], CancellationToken.None))[0];
        Func<Task> act = () => _policy.SampleAsync([Request("Hello", 2), request], CancellationToken.None);
        PromptTooLongException thrown = (await act.Should().ThrowAsync<PromptTooLongException>()).Which;
        (thrown.Tokens, thrown.ContextLength).Should().Be((tokens, 128));
    }

    [Fact]
    public async Task SampleAsync_LimitBeyondTheContext_IsClipped()
    {
        SampleRequest request = Request(new string('x', 60), 1);
        Sample sample = (await _policy.SampleAsync([request with { Options = new SamplingOptions { MaxTokens = 1000, Temperature = 0.5 } }], CancellationToken.None))[0];
        int length = sample.PromptTokens.Length + sample.ResponseTokens.Length;
        (length == 128 || sample.FinishReason == FinishReason.EndOfSequence).Should().BeTrue();
        length.Should().BeLessThanOrEqualTo(128);
    }

    [Fact]
    public async Task SampleAsync_AfterAnUpdate_UsesTheNewWeights()
    {
        Sample before = (await _policy.SampleAsync([Request("Hello", 1)], CancellationToken.None))[0];
        await _model.Thread.RunAsync(() =>
        {
            using (no_grad()) _model.Model.Masters[ParameterNames.FinalNorm].mul_(20);
            _model.Model.Synchronize();
            _model.MarkUpdated(1);
            return 0;
        });
        Sample after = (await _policy.SampleAsync([Request("Hello", 1)], CancellationToken.None))[0];
        after.PolicyVersion.Should().NotBe(before.PolicyVersion);
        after.ResponseTokens.Should().NotEqual(before.ResponseTokens);
    }

    [Fact]
    public async Task LogProbAsync_SampledResponses_AgreesWithTheirRawLogProbs()
    {
        IReadOnlyList<Sample> samples = await _policy.SampleAsync([.. Enumerable.Range(0, 6).Select(i => Request("Hello", (ulong)i))], CancellationToken.None);
        IReadOnlyList<float[]> scores = await _policy.LogProbAsync([.. samples.Select(s => new TokenSequence(s.PromptTokens, s.ResponseTokens))], CancellationToken.None);
        for (int i = 0; i < samples.Count; i++) Differences.Largest(scores[i], samples[i].RawLogProbs).Should().BeLessThan(1e-5);
    }

    [Fact]
    public async Task LogProbAsync_SequenceWithoutAPrompt_Throws()
    {
        Func<Task> act = () => _policy.LogProbAsync([new TokenSequence([], [1])], CancellationToken.None);
        await act.Should().ThrowAsync<ArgumentException>();
    }

    [Fact]
    public async Task StreamAsync_AResponse_IsTheSampleInPieces()
    {
        SampleRequest request = Request("Hello", 7);
        Sample whole = (await _policy.SampleAsync([request], CancellationToken.None))[0];
        List<SampleChunk> chunks = [];
        await foreach (SampleChunk chunk in _policy.StreamAsync(request, CancellationToken.None)) chunks.Add(chunk);
        string.Concat(chunks.Select(c => c.Text)).Should().Be(whole.Text);
        chunks.Take(chunks.Count - 1).Should().OnlyContain(c => c.Sample == null && c.Text != "");
        chunks[^1].Sample.Should().BeEquivalentTo(whole);
        chunks.Count.Should().BeGreaterThan(5);
    }

    [Fact]
    public async Task StreamAsync_StopString_IsNeverHandedOut()
    {
        SampleRequest request = Request("Hello", 7);
        Sample whole = (await _policy.SampleAsync([request], CancellationToken.None))[0];
        string stop = whole.Text.Substring(whole.Text.Length / 2, 2);
        SampleRequest stopping = request with { Options = request.Options with { StopStrings = [stop] } };
        string text = "";
        Sample? sample = null;
        await foreach (SampleChunk chunk in _policy.StreamAsync(stopping, CancellationToken.None)) (text, sample) = (text + chunk.Text, chunk.Sample);
        text.Should().Be(whole.Text[..whole.Text.IndexOf(stop, StringComparison.Ordinal)]);
        sample!.Text.Should().Be(text);
        sample.FinishReason.Should().Be(FinishReason.StopString);
    }

    [Fact]
    public async Task StreamAsync_ReaderLeavesEarly_EndsTheSampling()
    {
        await foreach (SampleChunk chunk in _policy.StreamAsync(Request("Hello", 7), CancellationToken.None))
        {
            if (chunk.Text.Length > 0) break;
        }

        (await _policy.SampleAsync([Request("Hello", 1)], CancellationToken.None)).Should().HaveCount(1);
    }

    [Fact]
    public async Task SampleAsync_Cancelled_ThrowsCancellation()
    {
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();
        Func<Task> act = () => _policy.SampleAsync([Request("Hello", 1)], cancellation.Token);
        await act.Should().ThrowAsync<OperationCanceledException>();
    }

    private static SampleRequest Request(string text, ulong seed) =>
        new() { Messages = [ChatMessage.User(text)], Options = new SamplingOptions { MaxTokens = 20 }, Seed = seed };
}
