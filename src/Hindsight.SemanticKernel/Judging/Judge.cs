using System.Diagnostics;
using System.Globalization;
using Hindsight.Grading;
using Hindsight.SemanticKernel.Prompts;
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
/// <param name="budget">What may be spent.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Receives failures; texts at the level Trace only.</param>
internal sealed partial class Judge(string name, JudgeOptions options, Kernel kernel, string serviceId, JudgeBudget budget, TimeProvider time, ILogger logger)
{
    /// <summary>How often tools may be called, any number at a time, before the judge must reply.</summary>
    internal const int ToolRounds = 4;

    public string Name => name;

    public StructuredOutput StructuredOutput => options.StructuredOutput;

    /// <summary>What makes it this judge and no other: its name, the model, where that is, and how it is asked.</summary>
    public IReadOnlyList<string> Identity { get; } = [name, $"{options.Endpoint}", options.Model, $"{options.StructuredOutput}", $"{options.MaxTokensField}"];

    /// <summary>Invokes a prompt function.</summary>
    public Task<JudgeReply> AskAsync(KernelFunction function, KernelArguments arguments, JudgeCallSettings settings, CancellationToken cancellationToken)
    {
        arguments.ExecutionSettings = new Dictionary<string, PromptExecutionSettings> { [serviceId] = settings.For(serviceId, options) };
        return GuardAsync(settings, async () =>
        {
            FunctionResult result = await kernel.InvokeAsync(function, arguments, cancellationToken).ConfigureAwait(false);
            ChatMessageContent? first = result.GetValue<ChatMessageContent>();
            string prompt = result.RenderedPrompt ?? "";
            return first is null || !CallsOf(first).Any()
                ? (first, prompt)
                : (await ConverseAsync(first, History(await PromptCapture.ParseAsync(prompt, cancellationToken).ConfigureAwait(false)), settings, cancellationToken).ConfigureAwait(false), prompt);
        }, cancellationToken);
    }

    /// <summary>Sends a conversation.</summary>
    public Task<JudgeReply> AskAsync(IEnumerable<ChatMessage> conversation, JudgeCallSettings settings, CancellationToken cancellationToken) => GuardAsync(settings, async () =>
    {
        ChatHistory history = History(conversation);
        ChatMessageContent first = await SendAsync(history, settings, mayCallTools: true, cancellationToken).ConfigureAwait(false);
        return (await ConverseAsync(first, history, settings, cancellationToken).ConfigureAwait(false), "");
    }, cancellationToken);

    /// <summary>Calls the tools that the judge asks for and tells it what they say, until it replies.</summary>
    private async Task<ChatMessageContent> ConverseAsync(ChatMessageContent content, ChatHistory history, JudgeCallSettings settings, CancellationToken cancellationToken)
    {
        if (settings.Tools is null)
            return content;
        // Only what the rubric names can be called, whatever else the host's kernel holds; its filters see the calls.
        Kernel tools = kernel.Clone();
        tools.Plugins.Clear();
        tools.Plugins.Add(settings.Tools);
        for (int round = 1; round <= ToolRounds && CallsOf(content).ToArray() is { Length: > 0 } calls; round++)
        {
            history.Add(content);
            foreach (FunctionCallContent call in calls)
                history.Add((await CallAsync(call, tools, cancellationToken).ConfigureAwait(false)).ToChatMessage());
            content = await SendAsync(history, settings, mayCallTools: round < ToolRounds, cancellationToken).ConfigureAwait(false);
        }
        return content;
    }

    private static async Task<FunctionResultContent> CallAsync(FunctionCallContent call, Kernel tools, CancellationToken cancellationToken)
    {
        try
        {
            return await call.InvokeAsync(tools, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is KernelException or KeyNotFoundException)
        {
            // The judge is told, and can mend it; not what it said, which the answer may have put into its mouth.
            return new FunctionResultContent(call, "unknown: there is no such function, or its arguments are no JSON.");
        }
    }

    private Task<ChatMessageContent> SendAsync(ChatHistory history, JudgeCallSettings settings, bool mayCallTools, CancellationToken cancellationToken) =>
        kernel.GetRequiredService<IChatCompletionService>(serviceId).GetChatMessageContentAsync(history, settings.For(serviceId, options, mayCallTools), kernel, cancellationToken);

    private async Task<JudgeReply> GuardAsync(JudgeCallSettings settings, Func<Task<(ChatMessageContent? Content, string Prompt)>> call, CancellationToken cancellationToken)
    {
        var meter = new CallMeter();
        CallMeter.Current = meter;
        using Activity? activity = JudgeTelemetry.Start(name, options.Model, settings.Rubric, settings.Criteria);
        long began = time.GetTimestamp();
        JudgeReply reply;
        try
        {
            (ChatMessageContent? content, string prompt) = await call().ConfigureAwait(false);
            reply = Read(content, meter.Usage) with { RenderedPrompt = prompt };
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception error)
        {
            // Everything that a judge's connector throws is the judge's failure, everything else the host's; the answer stays ungraded with this cause.
            (UngradedCause cause, string detail) = meter.Failure is { } failure ? JudgeFailure.Of(failure) : JudgeFailure.OfPrompt(error);
            JudgeLog.Failed(logger, name, cause, meter.Failure ?? error);
            // What was asked counts as a call, even where nothing came back; what the budget forbade was not asked.
            if (meter.Failure is not null && cause != UngradedCause.JudgeBudget && meter.Usage.Calls == 0)
                meter.Count(name, budget, new GradeUsage(1, 0, 0));
            reply = new JudgeReply { Usage = meter.Usage, Cause = cause, Detail = $"judge '{name}': {detail}" };
        }
        await budget.KeepAsync(cancellationToken).ConfigureAwait(false);
        JudgeTelemetry.Record(activity, name, reply.Usage, reply.Cause, time.GetElapsedTime(began));
        return reply;
    }

    private JudgeReply Read(ChatMessageContent? content, GradeUsage usage)
    {
        string text = content?.Content ?? "";
        LogReply(logger, name, text);
        string refusal = Convert.ToString(content?.Metadata?.GetValueOrDefault("Refusal"), CultureInfo.InvariantCulture) ?? "";
        if (refusal.Length > 0)
            return new JudgeReply { Usage = usage, Cause = UngradedCause.JudgeRefused, Detail = $"judge '{name}' refused: {refusal}" };
        string finish = Convert.ToString(content?.Metadata?.GetValueOrDefault("FinishReason"), CultureInfo.InvariantCulture) ?? "";
        return finish.Equals(nameof(ChatFinishReason.ContentFilter), StringComparison.OrdinalIgnoreCase)
            ? new JudgeReply { Usage = usage, Cause = UngradedCause.JudgeRefused, Detail = $"judge '{name}': a content filter ended the reply" }
            : new JudgeReply { Usage = usage, Text = text, IsCut = finish.Equals(nameof(ChatFinishReason.Length), StringComparison.OrdinalIgnoreCase) };
    }

    private static IEnumerable<FunctionCallContent> CallsOf(ChatMessageContent content) => FunctionCallContent.GetFunctionCalls(content);

    private static ChatHistory History(IEnumerable<ChatMessage> conversation)
    {
        var history = new ChatHistory();
        foreach (ChatMessage message in conversation)
            history.AddMessage(new AuthorRole(message.Role), message.Content);
        return history;
    }

    [LoggerMessage(EventId = 4102, Level = LogLevel.Trace, Message = "Judge {Judge} replied: {Text}")]
    private static partial void LogReply(ILogger logger, string judge, string text);
}
