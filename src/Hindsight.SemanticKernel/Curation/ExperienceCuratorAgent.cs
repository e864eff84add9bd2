using Hindsight.Curation;
using Hindsight.Grading;
using Hindsight.Policies;
using Hindsight.SemanticKernel.Judging;
using Hindsight.SemanticKernel.Prompts;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.SemanticKernel;

namespace Hindsight.SemanticKernel.Curation;

/// <summary>
/// Writes hindsight prompts in the words of <c>prompts/Curator</c>: the task's messages, the draft as the assistant's, and a request to revise it that lists
/// what it satisfies and what it misses. With a judge, the judge's advice on the draft as well.
/// </summary>
public sealed partial class ExperienceCuratorAgent : IHindsightPromptWriter
{
    private const string Annotate = "Curator/Annotate";

    private readonly RevisionPrompt _prompt;
    private readonly Judge? _judge;
    private readonly PromptLibrary _prompts;
    private readonly PromptFile? _annotate;
    private readonly KernelFunction? _annotateFunction;
    private readonly ILogger _logger;

    /// <summary>A curator without a judge: its prompts hold no advice.</summary>
    /// <param name="prompts">The prompts; <c>Curator/Revise</c>, <c>ReviseAdvised</c>, <c>Criterion</c> and <c>Pitfall</c> are used.</param>
    /// <exception cref="PromptException">One of them is missing.</exception>
    public ExperienceCuratorAgent(PromptLibrary prompts)
        : this(prompts, judge: null, NullLogger<ExperienceCuratorAgent>.Instance)
    {
    }

    internal ExperienceCuratorAgent(PromptLibrary prompts, Judge? judge, ILogger<ExperienceCuratorAgent> logger)
    {
        ArgumentNullException.ThrowIfNull(prompts);
        (_prompts, _prompt, _judge, _logger) = (prompts, new RevisionPrompt(prompts), judge, logger);
        if (judge is null)
            return;
        _annotate = prompts.Find(Annotate, ["instruction", "answer", "unsatisfied", Fence.Notice]);
        prompts.Find(Fence.NoticePrompt, ["fence"]);
        _annotateFunction = KernelFunctionFactory.CreateFromPrompt(_annotate.Configuration);
    }

    /// <inheritdoc/>
    public async Task<HindsightPrompt> WriteAsync(HindsightContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (_judge is null)
            return new HindsightPrompt(await _prompt.RenderAsync(context, advice: null, cancellationToken).ConfigureAwait(false), Advice: null);
        (string? advice, GradeUsage usage) = await AdviseAsync(_judge, context, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<ChatMessage> messages = await _prompt.RenderAsync(context, advice, cancellationToken).ConfigureAwait(false);
        return new HindsightPrompt(messages, advice) { UsageByJudge = new Dictionary<string, GradeUsage> { [_judge.Name] = usage } };
    }

    private async Task<(string? Advice, GradeUsage Usage)> AdviseAsync(Judge judge, HindsightContext context, CancellationToken cancellationToken)
    {
        Dictionary<string, string> texts = new()
        {
            ["instruction"] = UntrustedText.Instruction(context.Task), ["answer"] = context.Draft.Sample.Text,
            ["unsatisfied"] = await _prompt.ListAsync(context.Unsatisfied, cancellationToken).ConfigureAwait(false),
        };
        var arguments = new KernelArguments();
        foreach ((string name, string value) in await Fence.AroundAsync(texts, context.Draft.Sample.Seed, context.Task.Id, _prompts, cancellationToken).ConfigureAwait(false))
            arguments[name] = UntrustedText.Printable(value);
        var settings = new JudgeCallSettings(_annotate!.Configuration.ExecutionSettings, Schema: null);
        JudgeReply reply = await judge.AskAsync(_annotateFunction!, arguments, settings, cancellationToken).ConfigureAwait(false);
        string advice = reply.Text.Trim();
        if (reply.Cause is null && advice.Length > 0)
            return (advice, reply.Usage);
        string cause = (reply.Cause ?? UngradedCause.JudgeFormat).ToString();
        LogNoAdvice(_logger, context.Task.Id, cause, reply.Cause is null ? "the reply is empty" : reply.Detail);
        JudgeTelemetry.RecordAdviceFailure(cause);
        return (null, reply.Usage);
    }

    [LoggerMessage(EventId = 4301, Level = LogLevel.Warning, Message = "The hindsight prompt of task {Task} has no advice: {Cause}. {Detail}")]
    private static partial void LogNoAdvice(ILogger logger, string task, string cause, string detail);
}
