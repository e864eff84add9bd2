using System.Globalization;
using Hindsight.Grading;
using Microsoft.Extensions.Logging;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;
using OpenAI.Chat;
using ChatMessage = Hindsight.Policies.ChatMessage;
using ChatMessageContent = Microsoft.SemanticKernel.ChatMessageContent;

namespace Hindsight.SemanticKernel.Judging;

/// <summary>A model that is asked for verdicts or advice. Whatever goes wrong is a reply with its cause; only cancellation is thrown.</summary>
/// <param name="name">The judge's name in the configuration.</param>
/// <param name="options">Its settings.</param>
/// <param name="kernel">The kernel in which the judge's chat service is registered under <paramref name="serviceId"/>.</param>
/// <param name="serviceId">That service's key.</param>
/// <param name="logger">Receives failures; texts at the level Trace only.</param>
internal sealed partial class Judge(string name, JudgeOptions options, Kernel kernel, string serviceId, ILogger logger)
{
    public string Name => name;

    public bool StructuredOutput => options.StructuredOutput;

    /// <summary>What makes it this judge and no other: its name, the model, where that is, and how it is asked.</summary>
    public IReadOnlyList<string> Identity { get; } = [name, $"{options.Endpoint}", options.Model, $"{options.StructuredOutput}", $"{options.MaxTokensField}"];

    /// <summary>Invokes a prompt function.</summary>
    public Task<JudgeReply> AskAsync(KernelFunction function, KernelArguments arguments, JudgeCallSettings settings, CancellationToken cancellationToken)
    {
        arguments.ExecutionSettings = new Dictionary<string, PromptExecutionSettings> { [serviceId] = settings.For(serviceId, options) };
        return GuardAsync(async () =>
        {
            FunctionResult result = await kernel.InvokeAsync(function, arguments, cancellationToken).ConfigureAwait(false);
            return (result.GetValue<ChatMessageContent>(), result.RenderedPrompt ?? "");
        }, cancellationToken);
    }

    /// <summary>Sends a conversation.</summary>
    public Task<JudgeReply> AskAsync(IEnumerable<ChatMessage> conversation, JudgeCallSettings settings, CancellationToken cancellationToken)
    {
        var history = new ChatHistory();
        foreach (ChatMessage message in conversation)
            history.AddMessage(new AuthorRole(message.Role), message.Content);
        return GuardAsync(async () =>
        {
            var service = kernel.GetRequiredService<IChatCompletionService>(serviceId);
            return (await service.GetChatMessageContentAsync(history, settings.For(serviceId, options), kernel, cancellationToken).ConfigureAwait(false), "");
        }, cancellationToken);
    }

    private async Task<JudgeReply> GuardAsync(Func<Task<(ChatMessageContent? Content, string Prompt)>> call, CancellationToken cancellationToken)
    {
        JudgeReply reply;
        try
        {
            (ChatMessageContent? content, string prompt) = await call().ConfigureAwait(false);
            reply = Read(content) with { RenderedPrompt = prompt };
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception error)
        {
            // Everything that a judge's connector throws is the judge's failure; the answer stays ungraded with this cause.
            (UngradedCause cause, string detail) = JudgeFailure.Of(error);
            LogFailed(logger, error, name, cause);
            reply = new JudgeReply { Usage = new GradeUsage(1, 0, 0), Cause = cause, Detail = $"judge '{name}': {detail}" };
        }
        JudgeTelemetry.Record(name, reply);
        return reply;
    }

    private JudgeReply Read(ChatMessageContent? content)
    {
        GradeUsage usage = Usage(content?.Metadata);
        string text = content?.Content ?? "";
        LogReply(logger, name, text);
        string refusal = Convert.ToString(content?.Metadata?.GetValueOrDefault("Refusal"), CultureInfo.InvariantCulture) ?? "";
        if (refusal.Length > 0)
            return new JudgeReply { Usage = usage, Cause = UngradedCause.JudgeRefused, Detail = $"judge '{name}' refused: {refusal}" };
        string finish = Convert.ToString(content?.Metadata?.GetValueOrDefault("FinishReason"), CultureInfo.InvariantCulture) ?? "";
        return finish.Equals(nameof(ChatFinishReason.ContentFilter), StringComparison.OrdinalIgnoreCase)
            ? new JudgeReply { Usage = usage, Cause = UngradedCause.JudgeRefused, Detail = $"judge '{name}': a content filter ended the reply" }
            : new JudgeReply { Usage = usage, Text = text };
    }

    private static GradeUsage Usage(IReadOnlyDictionary<string, object?>? metadata) => metadata?.GetValueOrDefault("Usage") switch
    {
        ChatTokenUsage usage => new GradeUsage(1, usage.InputTokenCount, usage.OutputTokenCount),
        Microsoft.Extensions.AI.UsageDetails usage => new GradeUsage(1, usage.InputTokenCount ?? 0, usage.OutputTokenCount ?? 0),
        _ => new GradeUsage(1, 0, 0),
    };

    [LoggerMessage(EventId = 4101, Level = LogLevel.Warning, Message = "Judge {Judge} gave no reply: {Cause}")]
    private static partial void LogFailed(ILogger logger, Exception error, string judge, UngradedCause cause);

    [LoggerMessage(EventId = 4102, Level = LogLevel.Trace, Message = "Judge {Judge} replied: {Text}")]
    private static partial void LogReply(ILogger logger, string judge, string text);
}
