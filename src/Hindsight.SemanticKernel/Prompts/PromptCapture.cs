using Hindsight.Policies;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;

namespace Hindsight.SemanticKernel.Prompts;

/// <summary>A chat service that keeps what it is sent: the way to have Semantic Kernel itself turn a rendered prompt into messages.</summary>
internal sealed class PromptCapture : IChatCompletionService
{
    private static readonly IReadOnlyDictionary<string, object?> NoAttributes = new Dictionary<string, object?>();

    private ChatHistory _captured = [];

    public IReadOnlyDictionary<string, object?> Attributes => NoAttributes;

    public static async Task<IReadOnlyList<ChatMessage>> ParseAsync(string rendered, CancellationToken cancellationToken)
    {
        var capture = new PromptCapture();
        await capture.GetChatMessageContentsAsync(rendered, cancellationToken: cancellationToken).ConfigureAwait(false);
        return [.. capture._captured.Select(m => new ChatMessage(m.Role.Label, m.Content ?? ""))];
    }

    public Task<IReadOnlyList<ChatMessageContent>> GetChatMessageContentsAsync(
        ChatHistory chatHistory, PromptExecutionSettings? executionSettings, Kernel? kernel, CancellationToken cancellationToken)
    {
        _captured = chatHistory;
        return Task.FromResult<IReadOnlyList<ChatMessageContent>>([]);
    }

    public IAsyncEnumerable<StreamingChatMessageContent> GetStreamingChatMessageContentsAsync(
        ChatHistory chatHistory, PromptExecutionSettings? executionSettings, Kernel? kernel, CancellationToken cancellationToken) => throw new NotSupportedException();
}
