using Hindsight.Curation;
using Hindsight.Grading;
using Hindsight.Policies;
using Hindsight.Rubrics;
using Hindsight.Tasks;
using Hindsight.Training;
using Hindsight.Worker.Revisions;

namespace Hindsight.Worker.OrderDesk;

/// <summary>Measures what a policy's replies and its revisions of them are worth.</summary>
internal sealed class PretrainingMeasurement(IPolicy policy, IRubricSource rubrics, IGrader grader, IHindsightPromptWriter prompts)
{
    private readonly DraftReview _review = new(rubrics, successThreshold: 1);
    private readonly Evaluator _evaluator = new(policy, grader, rubrics);

    /// <summary>Answers each task once at temperature 1, and revises each answer that is not perfect at the training loop's temperature.</summary>
    public async Task<(PolicyMeasurement Replies, PolicyMeasurement Revisions)> MeasureAsync(IReadOnlyList<TrainingTask> tasks, ulong seed, CancellationToken cancellationToken)
    {
        var sampling = new SamplingOptions { MaxTokens = OrderDeskDefaults.MaxTokens };
        IReadOnlyList<EvaluatedAnswer> replies = await _evaluator.AnswerAsync(tasks, new EvaluationOptions(), sampling, seed, cancellationToken);

        List<HindsightContext> contexts = replies.Select(r => _review.Of(r.Task, r.Sample, r.Grade)).OfType<HindsightContext>().ToList();
        HindsightPrompt[] asked = await Task.WhenAll(contexts.Select(context => prompts.WriteAsync(context, cancellationToken)));
        SamplingOptions revising = sampling with { Temperature = new HindsightOptions().RevisionTemperature };
        IReadOnlyList<Sample> revised = await policy.SampleAsync(
            contexts.Zip(asked, (context, prompt) => new SampleRequest { Messages = prompt.Messages, Options = revising, Seed = Seeds.Derive(seed, "revision", 0, context.Task.Id) }).ToList(),
            cancellationToken);
        EvaluatedAnswer[] revisions = await Task.WhenAll(contexts.Zip(revised, async (context, sample) =>
            new EvaluatedAnswer(context.Task, sample, await grader.GradeAsync(context.Task, sample, cancellationToken))));
        return (Measurement(replies), Measurement(revisions));
    }

    private PolicyMeasurement Measurement(IReadOnlyList<EvaluatedAnswer> answers)
    {
        EvaluationReport report = _evaluator.Report(answers, answers.Count, successThreshold: 1);
        return new PolicyMeasurement(answers.Count, report.Score, report.CriterionRates, report.MeanResponseTokens);
    }
}
