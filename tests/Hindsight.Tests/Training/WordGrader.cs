using Hindsight.Curation;
using Hindsight.Grading;
using Hindsight.Policies;
using Hindsight.Rubrics;
using Hindsight.Tasks;

namespace Hindsight.Tests.Training;

/// <summary>Grades by the words of <see cref="WordPolicy"/>, and asks for what is missing.</summary>
internal sealed class WordGrader : IGrader, IRubricSource, IHindsightPromptWriter
{
    private static readonly Rubric Rubric = new()
    {
        Name = "words", Version = "1", Criteria = [.. WordPolicy.Words.Select(w => new Criterion { Id = w, Text = $"says {w}", Check = "contains" })],
    };

    /// <summary>Answers that the grader cannot judge.</summary>
    public Func<TrainingTask, Sample, bool> Fails { get; init; } = (_, _) => false;

    /// <summary>Where grading an answer costs 8 tokens in and 2 out.</summary>
    public JudgeBudget? Budget { get; init; }

    public async Task<Grade> GradeAsync(TrainingTask task, Sample sample, CancellationToken cancellationToken)
    {
        var cost = new GradeUsage(1, 8, 2, 0.25);
        bool isRefused = Budget is not null && await Budget.ReserveAsync("test", cost, cancellationToken) is not null, fails = isRefused || Fails(task, sample);
        if (!isRefused) Budget?.Settle("test", cost, cost);
        if (Budget is not null) await Budget.KeepAsync(cancellationToken);
        Grade grade = Grade.From(Rubric,
        [
            .. WordPolicy.Words.Select(word => new Verdict
            {
                CriterionId = word,
                Kind = fails ? VerdictKind.Unknown : sample.Text.Contains(word, StringComparison.Ordinal) ? VerdictKind.Met : VerdictKind.Unmet,
                Source = "judge:test",
                Reason = fails ? "no answer" : "",
                Cause = isRefused ? UngradedCause.JudgeBudget : fails ? UngradedCause.JudgeTimeout : null,
            }),
        ]);
        return Budget is null || isRefused ? grade : grade with { UsageByJudge = new Dictionary<string, GradeUsage> { ["test"] = cost } };
    }

    public Rubric Resolve(TrainingTask task) => Rubric;

    public Task<HindsightPrompt> WriteAsync(HindsightContext context, CancellationToken cancellationToken) => Task.FromResult(new HindsightPrompt(
        [.. context.Task.Messages, ChatMessage.Assistant(context.Draft.Sample.Text), ChatMessage.User($"revise: {string.Join(' ', context.Unsatisfied.Select(c => c.Id))}")], null));
}
