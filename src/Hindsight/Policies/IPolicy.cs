namespace Hindsight.Policies;

/// <summary>The language model that is being improved, as everything but the learner sees it.</summary>
/// <remarks>
/// Calls may come from any thread and are carried out one after the other. The same batch on the same processor, threads and dtype gives the same tokens.
/// </remarks>
public interface IPolicy
{
    /// <summary>Changes with each update of the weights; equal weights of one run have equal versions.</summary>
    string Version { get; }

    /// <summary>The largest number of tokens of a prompt and its response together.</summary>
    int ContextLength { get; }

    /// <summary>Samples a whole batch; results are in request order.</summary>
    /// <param name="requests">Any number of requests.</param>
    /// <param name="cancellationToken">Ends the batch between two tokens; nothing is returned then.</param>
    /// <returns>One sample for each request.</returns>
    /// <exception cref="PromptTooLongException">A prompt leaves no room for a response token; measure first.</exception>
    Task<IReadOnlyList<Sample>> SampleAsync(IReadOnlyList<SampleRequest> requests, CancellationToken cancellationToken);

    /// <summary>Samples one response, handing out its text as it becomes final.</summary>
    IAsyncEnumerable<SampleChunk> StreamAsync(SampleRequest request, CancellationToken cancellationToken);

    /// <summary>The number of prompt tokens that each conversation renders to, the generation prompt included.</summary>
    Task<IReadOnlyList<int>> MeasureAsync(IReadOnlyList<IReadOnlyList<ChatMessage>> prompts, CancellationToken cancellationToken);

    /// <summary>How likely each choice is to begin the response: the natural log-prob of its first token under the model's own distribution.</summary>
    /// <param name="requests">Any number of requests; all are computed in one go.</param>
    /// <param name="cancellationToken">Ends the computation.</param>
    /// <returns>For each request an array as long as its choices.</returns>
    /// <exception cref="ArgumentException">A choice is empty, or two of a request begin with the same token.</exception>
    /// <exception cref="PromptTooLongException">A prompt leaves no room for a response token; measure first.</exception>
    Task<IReadOnlyList<float[]>> ChooseAsync(IReadOnlyList<ChoiceRequest> requests, CancellationToken cancellationToken);

    /// <summary>The natural log-prob of each response token under the model's own distribution.</summary>
    /// <returns>For each sequence an array as long as its response.</returns>
    Task<IReadOnlyList<float[]>> LogProbAsync(IReadOnlyList<TokenSequence> sequences, CancellationToken cancellationToken);
}
