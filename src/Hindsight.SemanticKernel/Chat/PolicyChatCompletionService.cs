using System.Runtime.CompilerServices;
using Hindsight.Policies;
using Hindsight.Training;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;
using Microsoft.SemanticKernel.Services;

namespace Hindsight.SemanticKernel.Chat;

/// <summary>
/// The live policy as a Semantic Kernel chat service: each request is answered by the weights as they are then. Settings: <c>max_tokens</c>, <c>temperature</c>,
/// <c>top_p</c>, <c>stop_sequences</c>, <c>seed</c>, and as extension data <c>top_k</c>, <c>min_p</c>, <c>repetition_penalty</c>; what the policy cannot do
/// (tools, response formats, presence and frequency penalties) throws <see cref="NotSupportedException"/>.
/// </summary>
/// <remarks>A reply's metadata hold the sample (<see cref="SampleKey"/>) and, by themselves, its token ids and log-probs.</remarks>
public sealed class PolicyChatCompletionService : IChatCompletionService
{
    /// <summary>The metadata key of the whole <see cref="Policies.Sample"/>.</summary>
    public const string SampleKey = "Sample";

    /// <summary>The metadata key of the response's token ids, <c>int[]</c>.</summary>
    public const string TokenIdsKey = "TokenIds";

    /// <summary>The metadata key of the log-probs of these tokens under the distribution that they were drawn from, <c>float[]</c>.</summary>
    public const string LogProbsKey = "LogProbs";

    private readonly IPolicy _policy;
    private readonly PolicyChatOptions _options;
    private int _requests;

    /// <summary>A chat service over a policy.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="options">What holds where a request does not say; <see langword="null"/>: the defaults.</param>
    public PolicyChatCompletionService(IPolicy policy, PolicyChatOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(policy);
        (_policy, _options) = (policy, options ?? new PolicyChatOptions());
        Attributes = new Dictionary<string, object?> { [AIServiceExtensions.ModelIdKey] = _options.ModelId };
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, object?> Attributes { get; }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">The settings or the history hold what the policy cannot do.</exception>
    /// <exception cref="PromptTooLongException">The history leaves no room for a response token.</exception>
    public async Task<IReadOnlyList<ChatMessageContent>> GetChatMessageContentsAsync(
        ChatHistory chatHistory, PromptExecutionSettings? executionSettings = null, Kernel? kernel = null, CancellationToken cancellationToken = default)
    {
        IReadOnlyList<Sample> samples = await _policy.SampleAsync([Request(chatHistory, executionSettings)], cancellationToken).ConfigureAwait(false);
        return [new ChatMessageContent(AuthorRole.Assistant, samples[0].Text, _options.ModelId, metadata: Metadata(samples[0]))];
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">The settings or the history hold what the policy cannot do.</exception>
    /// <exception cref="PromptTooLongException">The history leaves no room for a response token.</exception>
    public async IAsyncEnumerable<StreamingChatMessageContent> GetStreamingChatMessageContentsAsync(
        ChatHistory chatHistory, PromptExecutionSettings? executionSettings = null, Kernel? kernel = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (SampleChunk chunk in _policy.StreamAsync(Request(chatHistory, executionSettings), cancellationToken).ConfigureAwait(false))
        {
            yield return new StreamingChatMessageContent(
                AuthorRole.Assistant, chunk.Text, modelId: _options.ModelId, metadata: chunk.Sample is null ? null : Metadata(chunk.Sample));
        }
    }

    private SampleRequest Request(ChatHistory history, PromptExecutionSettings? settings)
    {
        ArgumentNullException.ThrowIfNull(history);
        (SamplingOptions sampling, long? seed) = PolicyChatSettings.Read(settings, _options.Sampling);
        return new SampleRequest
        {
            Messages = [.. history.Select(Message)], Options = sampling,
            Seed = seed is { } given ? unchecked((ulong)given) : Seeds.Derive(_options.Seed, "chat", index: Interlocked.Increment(ref _requests)),
        };
    }

    private static ChatMessage Message(ChatMessageContent message)
    {
        if (message.Items.FirstOrDefault(i => i is not TextContent) is { } other)
            throw new NotSupportedException($"The policy reads text only; the history holds a {other.GetType().Name}.");
        return new ChatMessage(message.Role.Label, string.Concat(message.Items.OfType<TextContent>().Select(t => t.Text)));
    }

    private static Dictionary<string, object?> Metadata(Sample sample) => new()
    {
        [SampleKey] = sample, [TokenIdsKey] = sample.ResponseTokens, [LogProbsKey] = sample.LogProbs,
        ["FinishReason"] = sample.FinishReason == FinishReason.Length ? "length" : "stop",
        ["InputTokenCount"] = sample.PromptTokens.Length, ["OutputTokenCount"] = sample.ResponseTokens.Length,
    };
}
