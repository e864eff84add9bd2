using System.Runtime.CompilerServices;
using Hindsight.Policies;

namespace Hindsight.Worker.Tests.Chat;

/// <summary>Replies with the number of messages and the last one, in two chunks.</summary>
internal sealed class EchoPolicy(int contextLength = 100) : IPolicy
{
    public List<SampleRequest> Requests { get; } = [];

    public string Version => "echo";

    public int ContextLength => contextLength;

    public async IAsyncEnumerable<SampleChunk> StreamAsync(SampleRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (request.Messages.Count >= contextLength) throw new PromptTooLongException(request.Messages.Count, contextLength);
        Requests.Add(request);
        await Task.Yield();
        yield return new SampleChunk($"{request.Messages.Count}:", null);
        yield return new SampleChunk(request.Messages[^1].Content, null);
    }

    public Task<IReadOnlyList<Sample>> SampleAsync(IReadOnlyList<SampleRequest> requests, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<int>> MeasureAsync(IReadOnlyList<IReadOnlyList<ChatMessage>> prompts, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<float[]>> ChooseAsync(IReadOnlyList<ChoiceRequest> requests, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<float[]>> LogProbAsync(IReadOnlyList<TokenSequence> sequences, CancellationToken cancellationToken) => throw new NotSupportedException();
}
