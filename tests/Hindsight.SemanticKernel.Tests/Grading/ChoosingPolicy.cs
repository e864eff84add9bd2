using Hindsight.Policies;

namespace Hindsight.SemanticKernel.Tests.Grading;

/// <summary>A policy that measures a conversation by its characters and says by a script how likely choices are.</summary>
internal sealed class ChoosingPolicy(Func<ChoiceRequest, float[]> choose) : IPolicy
{
    public List<IReadOnlyList<ChoiceRequest>> Batches { get; } = [];

    public string Version => "v1";

    public int ContextLength { get; init; } = 10_000;

    public Task<IReadOnlyList<int>> MeasureAsync(IReadOnlyList<IReadOnlyList<ChatMessage>> prompts, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<int>>([.. prompts.Select(p => p.Sum(m => m.Content.Length))]);

    public Task<IReadOnlyList<float[]>> ChooseAsync(IReadOnlyList<ChoiceRequest> requests, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Batches.Add(requests);
        return Task.FromResult<IReadOnlyList<float[]>>([.. requests.Select(choose)]);
    }

    public Task<IReadOnlyList<Sample>> SampleAsync(IReadOnlyList<SampleRequest> requests, CancellationToken cancellationToken) => throw new NotSupportedException();

    public IAsyncEnumerable<SampleChunk> StreamAsync(SampleRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<float[]>> LogProbAsync(IReadOnlyList<TokenSequence> sequences, CancellationToken cancellationToken) => throw new NotSupportedException();
}
