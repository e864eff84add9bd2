using System.Diagnostics;
using System.Globalization;
using Hindsight.Grading;
using Hindsight.Policies;
using Hindsight.Rubrics;
using Hindsight.SemanticKernel.Judging;
using Hindsight.SemanticKernel.Prompts;
using Hindsight.Training;
using Microsoft.Extensions.Logging;

namespace Hindsight.SemanticKernel.Grading;

/// <summary>
/// The policy itself as a judge. It is asked a question a criterion and says nothing: the probabilities of yes and no, or of the levels' numbers, as the beginning of its
/// reply are the verdict. So there is nothing to parse, and nothing that an answer could make it say.
/// </summary>
internal sealed class PolicyJudge : ICriterionJudge
{
    private const string YesNo = "Judge/YesNo", Level = "Judge/Level";

    // From ten on, levels begin with the same digit.
    private const int MostLevels = 9;

    // Models write the words either way.
    private static readonly (string Word, string Verdict)[] Words = [("yes", VerdictSchema.Met), ("Yes", VerdictSchema.Met), ("no", VerdictSchema.Unmet), ("No", VerdictSchema.Unmet)];

    private readonly JudgeOptions _options;
    private readonly IPolicy _policy;
    private readonly PromptLibrary _prompts;
    private readonly JudgeBudget _budget;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    /// <exception cref="PromptException">A prompt is missing, or has other variables.</exception>
    public PolicyJudge(string name, JudgeOptions options, IPolicy policy, PromptLibrary prompts, JudgeBudget budget, TimeProvider time, ILogger logger)
    {
        (Name, _options, _policy, _prompts, _budget, _time, _logger) = (name, options, policy, prompts, budget, time, logger);
        prompts.Find(YesNo, ["instruction", "answer", "criterion", Fence.Notice]);
        prompts.Find(Level, ["instruction", "answer", "criterion", "levels", Fence.Notice]);
        prompts.Find(Fence.NoticePrompt, ["fence"]);
    }

    public string Name { get; }

    public string Source => Verdict.SourceOfJudge(Name);

    /// <exception cref="RunStoreException">What is spent cannot be kept.</exception>
    public async Task<JudgedCriteria> JudgeAsync(JudgingRequest request, CancellationToken cancellationToken)
    {
        using Activity? activity = JudgeTelemetry.Start(Name, "policy", request.Rubric.Name, request.Criteria.Count);
        long began = _time.GetTimestamp();
        GradeUsage usage = GradeUsage.None;
        Verdict[] verdicts;
        UngradedCause? failure = null;
        try
        {
            Question[] questions = await Task.WhenAll(request.Criteria.Select(c => QuestionAsync(request, c, cancellationToken))).ConfigureAwait(false);
            IReadOnlyList<int> lengths = await _policy.MeasureAsync([.. questions.Select(q => q.Messages)], cancellationToken).ConfigureAwait(false);
            int[] asked = [.. Enumerable.Range(0, questions.Length).Where(i => questions[i].Criterion.Levels.Count <= MostLevels && lengths[i] < _policy.ContextLength)];
            usage = new GradeUsage(asked.Length, asked.Sum(i => (long)lengths[i]), 0);
            if (await _budget.ReserveAsync(Name, usage, cancellationToken).ConfigureAwait(false) is { } refusal)
                throw new JudgeBudgetException(refusal);
            _budget.Settle(Name, usage, usage);
            await _budget.KeepAsync(cancellationToken).ConfigureAwait(false);
            IReadOnlyList<float[]> logProbs = await _policy.ChooseAsync(
                [.. asked.Select(i => new ChoiceRequest(questions[i].Messages, [.. questions[i].Choices.Select(c => c.Word)]))], cancellationToken).ConfigureAwait(false);
            verdicts = [.. questions.Select((q, i) => Array.IndexOf(asked, i) is >= 0 and var at ? Read(q, logProbs[at]) : Unasked(q.Criterion, lengths[i]))];
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception error) when (error is not RunStoreException)
        {
            // As with an endpoint: whatever fails is the judge's failure, and the answer stays ungraded with its cause; but the store's, which is the run's.
            (failure, string detail) = JudgeFailure.Of(error);
            JudgeLog.Failed(_logger, Name, failure.Value, error);
            usage = failure == UngradedCause.JudgeBudget ? GradeUsage.None : usage;
            verdicts = [.. request.Criteria.Select(c => Verdict.Unknown(c, Name, failure.Value, $"judge '{Name}': {detail}"))];
        }
        JudgeTelemetry.Record(activity, Name, usage, failure, _time.GetElapsedTime(began));
        JudgeTelemetry.RecordUnknown(Name, verdicts);
        return new JudgedCriteria(verdicts, new Dictionary<string, GradeUsage> { [Name] = usage });
    }

    private async Task<Question> QuestionAsync(JudgingRequest request, Criterion criterion, CancellationToken cancellationToken)
    {
        bool hasLevels = criterion.Levels.Count > 0;
        string[] numbers = [.. Enumerable.Range(1, criterion.Levels.Count).Select(n => n.ToString(CultureInfo.InvariantCulture))];
        Dictionary<string, string> texts = new()
        {
            ["instruction"] = UntrustedText.Instruction(request.Task), ["answer"] = request.Sample.Text, ["criterion"] = criterion.Text,
        };
        if (hasLevels)
            texts["levels"] = string.Join('\n', numbers.Zip(criterion.Levels, (number, level) => $"{number}: {VerdictSchema.Quoted(level.Description)}"));
        Dictionary<string, string> variables = await Fence.AroundAsync(texts, request.Sample.Seed, request.Task.Id, _prompts, cancellationToken).ConfigureAwait(false);
        return new Question(
            criterion, await _prompts.RenderAsync(hasLevels ? Level : YesNo, variables, cancellationToken).ConfigureAwait(false), hasLevels ? [.. numbers.Select(n => (n, n))] : Words);
    }

    private Verdict Read(Question question, float[] logProbs)
    {
        double top = logProbs.Max();
        (string Verdict, double Weight)[] ranked =
        [
            .. question.Choices.Zip(logProbs).GroupBy(c => c.First.Verdict).Select(g => (g.Key, g.Sum(c => Math.Exp(c.Second - top)))).OrderByDescending(v => v.Item2),
        ];
        double all = ranked.Sum(v => v.Weight), lead = (ranked[0].Weight - ranked[1].Weight) / all;
        bool isYesNo = question.Criterion.Levels.Count == 0;
        string shown = isYesNo ? VerdictSchema.Met : ranked[0].Verdict;
        string reason = string.Create(CultureInfo.InvariantCulture, $"P({(isYesNo ? "yes" : shown)}) = {ranked.First(v => v.Verdict == shown).Weight / all:0.00}");
        // A lead that is no number is none.
        bool isDecided = lead > 0 && lead >= _options.Undecided;
        return VerdictSet.Verdict(question.Criterion, isDecided ? ranked[0].Verdict : VerdictSchema.Unknown, reason, Source);
    }

    private Verdict Unasked(Criterion criterion, int length) => criterion.Levels.Count > MostLevels
        ? Verdict.Unknown(criterion, Name, UngradedCause.RubricFault, $"judge '{Name}': found {criterion.Levels.Count} levels; the policy can tell {MostLevels} apart at most.")
        : Verdict.Unknown(criterion, Name, UngradedCause.JudgeTransport, $"judge '{Name}': the question has {length} tokens; the policy's context of {_policy.ContextLength} leaves no room for a reply.");

    /// <summary>What the policy is asked about a criterion, and which verdict each beginning of a reply means.</summary>
    private sealed record Question(Criterion Criterion, IReadOnlyList<ChatMessage> Messages, (string Word, string Verdict)[] Choices);
}
