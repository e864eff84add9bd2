using System.Runtime.CompilerServices;
using Hindsight.Policies;

namespace Hindsight.SemanticKernel.Tests.Chat;

/// <summary>A policy that always answers "one two", and keeps what it was asked.</summary>
internal sealed class FixedPolicy : IPolicy
{
    public List<SampleRequest> Requests { get; } = [];

    public string Version => "v1";

    public int ContextLength => 100;

    public Task<IReadOnlyList<Sample>> SampleAsync(IReadOnlyList<SampleRequest> requests, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Requests.AddRange(requests);
        return Task.FromResult<IReadOnlyList<Sample>>([.. requests.Select(Answer)]);
    }

    public async IAsyncEnumerable<SampleChunk> StreamAsync(SampleRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Requests.Add(request);
        yield return new SampleChunk("one", null);
        await Task.Yield();
        yield return new SampleChunk(" two", Answer(request));
    }

    public Task<IReadOnlyList<int>> MeasureAsync(IReadOnlyList<IReadOnlyList<ChatMessage>> prompts, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<float[]>> ChooseAsync(IReadOnlyList<ChoiceRequest> requests, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<float[]>> LogProbAsync(IReadOnlyList<TokenSequence> sequences, CancellationToken cancellationToken) => throw new NotSupportedException();

    private static Sample Answer(SampleRequest request) => new()
    {
        PromptTokens = [1, 2, 3], ResponseTokens = [11, 12], LogProbs = [-0.5f, -0.25f], RawLogProbs = [-0.5f, -0.25f], Text = "one two",
        FinishReason = FinishReason.Length, Seed = request.Seed, PolicyVersion = "v1",
    };
}
