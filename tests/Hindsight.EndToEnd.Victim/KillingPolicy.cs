using Hindsight.Policies;

namespace Hindsight.EndToEnd.Victim;

/// <summary>The real policy, with a kill switch before and after each batch.</summary>
internal sealed class KillingPolicy(IPolicy inner, KillSwitch killer) : IPolicy
{
    public string Version => inner.Version;

    public int ContextLength => inner.ContextLength;

    public async Task<IReadOnlyList<Sample>> SampleAsync(IReadOnlyList<SampleRequest> requests, CancellationToken cancellationToken)
    {
        killer.Reach("sample");
        IReadOnlyList<Sample> samples = await inner.SampleAsync(requests, cancellationToken);
        killer.Reach("sampled");
        return samples;
    }

    public IAsyncEnumerable<SampleChunk> StreamAsync(SampleRequest request, CancellationToken cancellationToken) => inner.StreamAsync(request, cancellationToken);

    public Task<IReadOnlyList<int>> MeasureAsync(IReadOnlyList<IReadOnlyList<ChatMessage>> prompts, CancellationToken cancellationToken) => inner.MeasureAsync(prompts, cancellationToken);

    public Task<IReadOnlyList<float[]>> ChooseAsync(IReadOnlyList<ChoiceRequest> requests, CancellationToken cancellationToken) => inner.ChooseAsync(requests, cancellationToken);

    public Task<IReadOnlyList<float[]>> LogProbAsync(IReadOnlyList<TokenSequence> sequences, CancellationToken cancellationToken) => inner.LogProbAsync(sequences, cancellationToken);
}
