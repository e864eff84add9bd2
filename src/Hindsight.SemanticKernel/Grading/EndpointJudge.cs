using System.Collections.Concurrent;
using Hindsight.Grading;
using Hindsight.Policies;
using Hindsight.Rubrics;
using Hindsight.SemanticKernel.Judging;
using Hindsight.SemanticKernel.Prompts;
using Microsoft.SemanticKernel;

namespace Hindsight.SemanticKernel.Grading;

/// <summary>Asks a model for verdicts, as many criteria a call as the rubric says, and once more where a reply is no complete set of verdicts.</summary>
internal sealed class EndpointJudge : ICacheableJudge
{
    private const string Repair = "Judge/RepairVerdicts", ReplySchema = "Judge/ReplySchema";

    private readonly Judge _judge;
    private readonly PromptLibrary _prompts;
    private readonly ICheckRegistry _checks;
    private readonly JudgePrompt _standard;
    private readonly string _repair, _schema, _notice;
    private readonly ConcurrentDictionary<(string Name, string Version), JudgePrompt> _own = new();
    private readonly ConcurrentDictionary<(string Name, string Version), KernelPlugin> _tools = new();

    /// <exception cref="PromptException">A prompt is missing.</exception>
    public EndpointJudge(Judge judge, PromptLibrary prompts, ICheckRegistry checks)
    {
        (_judge, _prompts, _checks) = (judge, prompts, checks);
        _standard = JudgePrompt.Of(prompts);
        _repair = prompts.Find(Repair).Configuration.Template;
        _schema = prompts.Find(ReplySchema).Configuration.Template;
        _notice = prompts.Find(Fence.NoticePrompt, ["fence"]).Configuration.Template;
    }

    public string Name => _judge.Name;

    public string Source => Verdict.SourceOfJudge(_judge.Name);

    public IReadOnlyList<string> BasisOf(JudgingRequest request)
    {
        JudgePrompt prompt = PromptOf(request.Rubric);
        // Neither the fence, which differs by seed, nor which criteria share a call.
        KernelArguments arguments = prompt.Arguments(Texts(request, criteria: ""), out _);
        return
        [
            .. _judge.Identity, .. prompt.IdentityFor(Name), _notice, _repair, IsTold ? "" : _schema, string.Join(' ', request.Rubric.Tools), request.Variant,
            .. arguments.OrderBy(a => a.Key, StringComparer.Ordinal).SelectMany(a => (string[])[a.Key, (string)a.Value!]),
        ];
    }

    public async Task<JudgedCriteria> JudgeAsync(JudgingRequest request, CancellationToken cancellationToken)
    {
        JudgePrompt prompt = PromptOf(request.Rubric);
        JudgedCriteria[] calls = await Task.WhenAll(
            Calls(request).Select(criteria => AskAsync(prompt, request with { Criteria = criteria }, cancellationToken))).ConfigureAwait(false);
        Dictionary<string, Verdict> verdicts = calls.SelectMany(c => c.Verdicts).ToDictionary(v => v.CriterionId);
        JudgeTelemetry.RecordUnknown(Name, verdicts.Values);
        return new JudgedCriteria([.. request.Criteria.Select(c => verdicts[c.Id])], JudgedCriteria.Sum(calls.Select(c => c.Usage)));
    }

    private static IEnumerable<IReadOnlyList<Criterion>> Calls(JudgingRequest request) => request.Rubric.Calls switch
    {
        JudgeCalls.Each => request.Criteria.Select(c => (IReadOnlyList<Criterion>)[c]),
        JudgeCalls.Group => request.Criteria.GroupBy(c => c.Group).Select(g => (IReadOnlyList<Criterion>)[.. g]),
        _ => [request.Criteria],
    };

    private JudgePrompt PromptOf(Rubric rubric) => rubric.Template is null ? _standard : _own.GetOrAdd((rubric.Name, rubric.FileVersion), _ => JudgePrompt.Of(rubric, _prompts));

    /// <summary>What comes from outside, by the variable that holds it. A task's variable cannot take the place of another text.</summary>
    private static Dictionary<string, string> Texts(JudgingRequest request, string criteria) => new(request.Task.Variables)
    {
        ["instruction"] = UntrustedText.Instruction(request.Task), ["criteria"] = criteria, ["answer"] = request.Sample.Text,
    };

    private KernelPlugin? ToolsOf(Rubric rubric) => rubric.Tools.Count == 0 ? null : _tools.GetOrAdd((rubric.Name, rubric.Version), _ => JudgeTools.Of(rubric, _checks));

    private async Task<JudgedCriteria> AskAsync(JudgePrompt prompt, JudgingRequest request, CancellationToken cancellationToken)
    {
        BinaryData schema = VerdictSchema.Of(request.Criteria);
        GradeUsage usage = GradeUsage.None;
        try
        {
            KernelArguments arguments = await ArgumentsAsync(prompt, request, schema, cancellationToken).ConfigureAwait(false);
            var settings = new JudgeCallSettings(prompt.Settings, schema) { Tools = ToolsOf(request.Rubric), Rubric = request.Rubric.Name, Criteria = request.Criteria.Count };
            JudgeReply reply = await _judge.AskAsync(prompt.Function, arguments, settings, cancellationToken).ConfigureAwait(false);
            usage = reply.Usage;
            if (reply.Cause is { } cause)
                return Unknown(request.Criteria, cause, reply.Detail, usage);
            VerdictSet set = Read(reply, request);
            if (set.Faults.Count == 0)
                return Said(set, usage);

            JudgeReply second = await _judge.AskAsync(await RepairAsync(reply, set.Faults, cancellationToken).ConfigureAwait(false), settings, cancellationToken).ConfigureAwait(false);
            usage = usage.Add(second.Usage);
            // It has spoken, and what it said is no set: nobody else is to be asked in its place.
            if (second.Cause is UngradedCause.JudgeTransport or UngradedCause.JudgeTimeout)
                return Unknown(
                    request.Criteria, UngradedCause.JudgeFormat, $"judge '{Name}' replied with no set of verdicts: {string.Join(" ", set.Faults)}; it could not be asked once more: {second.Detail}", usage);
            if (second.Cause is { } secondCause)
                return Unknown(request.Criteria, secondCause, second.Detail, usage);
            set = Read(second, request);
            return set.Faults.Count == 0
                ? Said(set, usage)
                : Unknown(request.Criteria, UngradedCause.JudgeFormat, $"judge '{Name}', asked twice: {string.Join(" ", set.Faults)}", usage);
        }
        catch (PromptException fault)
        {
            return Unknown(request.Criteria, UngradedCause.PromptFault, $"judge '{Name}': {fault.Message}", usage);
        }
    }

    private async Task<KernelArguments> ArgumentsAsync(JudgePrompt prompt, JudgingRequest request, BinaryData schema, CancellationToken cancellationToken)
    {
        Dictionary<string, string> values = await Fence.AroundAsync(
            Texts(request, VerdictSchema.Lines(request.Criteria)), request.Sample.Seed, request.Task.Id, _prompts, cancellationToken).ConfigureAwait(false);
        values[JudgePrompt.ReplySchema] = IsTold ? "" : await _prompts.RenderTextAsync(ReplySchema, new Dictionary<string, string> { ["schema"] = schema.ToString() }, cancellationToken).ConfigureAwait(false);
        KernelArguments arguments = prompt.Arguments(values, out IReadOnlyList<string> missing);
        return missing.Count == 0 ? arguments
            : throw new RubricException([$"task '{request.Task.Id}': found no value for {string.Join(", ", missing)}, which the template of rubric '{request.Rubric.Name}' asks for."]);
    }

    private bool IsTold => _judge.StructuredOutput == StructuredOutput.JsonSchema;

    private VerdictSet Read(JudgeReply reply, JudgingRequest request) => reply.IsCut ? VerdictSet.Faulty("The reply is cut off by the length limit; expected a shorter one.")
        : IsTold ? VerdictSet.Read(reply.Text, request.Criteria, Source, request.Texts)
        : TolerantVerdicts.Read(reply.Text, request.Criteria, Source, request.Texts);

    private JudgedCriteria Said(VerdictSet set, GradeUsage usage) => new(set.Verdicts, Of(usage));

    private JudgedCriteria Unknown(IReadOnlyList<Criterion> criteria, UngradedCause cause, string detail, GradeUsage usage) =>
        JudgedCriteria.Unknown(criteria, Source, cause, detail, Of(usage));

    private Dictionary<string, GradeUsage> Of(GradeUsage usage) => new() { [Name] = usage };

    /// <summary>The conversation so far and what is wrong with the judge's reply; not the reply, whose quotations of the answer would stand outside of the fence.</summary>
    private async Task<IEnumerable<ChatMessage>> RepairAsync(JudgeReply reply, IReadOnlyList<string> faults, CancellationToken cancellationToken)
    {
        IReadOnlyList<ChatMessage> asked = await PromptCapture.ParseAsync(reply.RenderedPrompt, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<ChatMessage> repair = await _prompts.RenderAsync(
            Repair, new Dictionary<string, string> { ["faults"] = string.Join('\n', faults.Select(f => "- " + f)) }, cancellationToken).ConfigureAwait(false);
        return [.. asked, .. repair];
    }
}
