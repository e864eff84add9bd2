using Hindsight.Grading;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;

namespace Hindsight.SemanticKernel.Judging;

/// <summary>
/// The innermost part of a judge's call, within all filters of the host: counts what each reply reports, whatever a filter makes of it afterwards, and notes what the connector
/// throws, which tells the judge's failures from those of templates and filters.
/// </summary>
/// <param name="inner">The connector.</param>
/// <param name="judge">The judge's name.</param>
/// <param name="options">Its settings.</param>
/// <param name="budget">What may be spent.</param>
internal sealed class MeteredChatService(IChatCompletionService inner, string judge, JudgeOptions options, JudgeBudget budget) : IChatCompletionService
{
    public IReadOnlyDictionary<string, object?> Attributes => inner.Attributes;

    public async Task<IReadOnlyList<ChatMessageContent>> GetChatMessageContentsAsync(
        ChatHistory chatHistory, PromptExecutionSettings? executionSettings, Kernel? kernel, CancellationToken cancellationToken)
    {
        try
        {
            IReadOnlyList<ChatMessageContent> replies = await inner.GetChatMessageContentsAsync(chatHistory, executionSettings, kernel, cancellationToken).ConfigureAwait(false);
            // Where there is a limit, the request was counted where it was sent.
            if (CallMeter.Current is { SeesRequests: false } meter)
                meter.Count(judge, budget, Reported(replies.Count > 0 ? replies[0] : null));
            return replies;
        }
        catch (Exception error)
        {
            if (CallMeter.Current is { } meter)
                meter.Failure = error;
            throw;
        }
    }

    public IAsyncEnumerable<StreamingChatMessageContent> GetStreamingChatMessageContentsAsync(
        ChatHistory chatHistory, PromptExecutionSettings? executionSettings, Kernel? kernel, CancellationToken cancellationToken) =>
        inner.GetStreamingChatMessageContentsAsync(chatHistory, executionSettings, kernel, cancellationToken);

    private GradeUsage Reported(ChatMessageContent? reply) => options.Priced(reply?.Metadata?.GetValueOrDefault("Usage") switch
    {
        OpenAI.Chat.ChatTokenUsage reported => new GradeUsage(1, reported.InputTokenCount, reported.OutputTokenCount),
        Microsoft.Extensions.AI.UsageDetails reported => new GradeUsage(1, reported.InputTokenCount ?? 0, reported.OutputTokenCount ?? 0),
        _ => new GradeUsage(1, 0, 0),
    });
}
