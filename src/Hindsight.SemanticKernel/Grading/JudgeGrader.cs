using System.Collections.Concurrent;
using Hindsight.Grading;
using Hindsight.Policies;
using Hindsight.Rubrics;
using Hindsight.SemanticKernel.Judging;
using Hindsight.SemanticKernel.Prompts;
using Hindsight.Tasks;
using Microsoft.SemanticKernel;

namespace Hindsight.SemanticKernel.Grading;

/// <summary>Asks one judge for all its criteria of an answer in one call, and once more when the reply is no complete set of verdicts.</summary>
internal sealed class JudgeGrader
{
    private const string Repair = "Judge/RepairVerdicts";
    private const int LongestQuotedReply = 4_000;

    private readonly PromptLibrary _prompts;
    private readonly JudgePrompt _standard;
    private readonly ConcurrentDictionary<(string Name, string Version), JudgePrompt> _own = new();

    /// <exception cref="PromptException">A prompt is missing.</exception>
    public JudgeGrader(PromptLibrary prompts)
    {
        _prompts = prompts;
        _standard = JudgePrompt.Of(prompts);
        prompts.Find(Repair);
    }

    /// <summary>The rubric's prompt.</summary>
    /// <exception cref="RubricException">Its template cannot be used.</exception>
    public JudgePrompt PromptOf(Rubric rubric) => rubric.Template is null ? _standard : _own.GetOrAdd((rubric.Name, rubric.Version), _ => JudgePrompt.Of(rubric, _prompts));

    /// <summary>A verdict for each of the criteria, in their order, and what asking cost.</summary>
    /// <exception cref="RubricException">The rubric's template cannot be used, or lacks a variable.</exception>
    public async Task<(IReadOnlyList<Verdict> Verdicts, GradeUsage Usage)> GradeAsync(
        Judge judge, Rubric rubric, IReadOnlyList<Criterion> criteria, TrainingTask task, Sample sample, CancellationToken cancellationToken)
    {
        string source = $"judge:{judge.Name}", instruction = UntrustedText.Instruction(task);
        JudgePrompt prompt = PromptOf(rubric);
        Dictionary<string, string> own = new()
        {
            ["instruction"] = instruction, ["criteria"] = VerdictSchema.Lines(criteria), ["answer"] = sample.Text,
            ["fence"] = UntrustedText.Fence(sample.Seed, task.Id, instruction, sample.Text),
        };
        KernelArguments arguments = prompt.Arguments(own, task.Variables, out IReadOnlyList<string> missing);
        if (missing.Count > 0)
            throw new RubricException([$"task '{task.Id}': found no value for {string.Join(", ", missing)}, which the template of rubric '{rubric.Name}' asks for."]);

        var settings = new JudgeCallSettings(prompt.Settings, VerdictSchema.Of(criteria));
        JudgeReply reply = await judge.AskAsync(prompt.Function, arguments, settings, cancellationToken).ConfigureAwait(false);
        if (reply.Cause is { } cause)
            return (Unknown(criteria, source, cause, reply.Detail), reply.Usage);
        VerdictSet set = VerdictSet.Read(reply.Text, criteria, source);
        if (set.Faults.Count == 0)
            return (set.Verdicts, reply.Usage);

        JudgeReply second = await judge.AskAsync(await RepairAsync(reply, set.Faults, cancellationToken).ConfigureAwait(false), settings, cancellationToken).ConfigureAwait(false);
        GradeUsage usage = reply.Usage.Add(second.Usage);
        if (second.Cause is { } secondCause)
            return (Unknown(criteria, source, secondCause, second.Detail), usage);
        set = VerdictSet.Read(second.Text, criteria, source);
        return set.Faults.Count == 0
            ? (set.Verdicts, usage)
            : (Unknown(criteria, source, UngradedCause.JudgeFormat, $"judge '{judge.Name}', asked twice: {string.Join(" ", set.Faults)}"), usage);
    }

    public static IReadOnlyList<Verdict> Unknown(IEnumerable<Criterion> criteria, string source, UngradedCause cause, string detail) =>
        [.. criteria.Select(c => new Verdict { CriterionId = c.Id, Kind = VerdictKind.Unknown, Reason = detail, Source = source, Cause = cause })];

    /// <summary>The conversation so far, the judge's reply, and what is wrong with it.</summary>
    private async Task<IEnumerable<ChatMessage>> RepairAsync(JudgeReply reply, IReadOnlyList<string> faults, CancellationToken cancellationToken)
    {
        IReadOnlyList<ChatMessage> asked = await PromptCapture.ParseAsync(reply.RenderedPrompt, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<ChatMessage> repair = await _prompts.RenderAsync(
            Repair, new Dictionary<string, string> { ["faults"] = string.Join('\n', faults.Select(f => "- " + f)) }, cancellationToken).ConfigureAwait(false);
        string said = reply.Text.Length <= LongestQuotedReply ? reply.Text : reply.Text[..LongestQuotedReply];
        return [.. asked, ChatMessage.Assistant(UntrustedText.Printable(said)), .. repair];
    }
}
