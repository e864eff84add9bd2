using Hindsight.Grading;
using Hindsight.Policies;
using Hindsight.Rubrics;
using Hindsight.Tasks;

namespace Hindsight.Training;

/// <summary>Measures what a policy's answers to tasks are worth. The same policy, tasks and seed give the same numbers.</summary>
/// <param name="policy">Answers.</param>
/// <param name="grader">Grades.</param>
/// <param name="rubrics">Names the criteria.</param>
public sealed class Evaluator(IPolicy policy, IGrader grader, IRubricSource rubrics)
{
    /// <summary>Answers each task and grades the answers.</summary>
    /// <param name="tasks">The tasks; the first <see cref="EvaluationOptions.MaxTasks"/> are taken.</param>
    /// <param name="options">How many answers, and how they are drawn.</param>
    /// <param name="sampling">The length limit and stop strings.</param>
    /// <param name="successThreshold">The score at which an answer passes.</param>
    /// <param name="seed">The seed of the answers.</param>
    /// <param name="cancellationToken">Ends the measurement.</param>
    public async Task<EvaluationReport> EvaluateAsync(
        IReadOnlyList<TrainingTask> tasks, EvaluationOptions options, SamplingOptions sampling, double successThreshold, ulong seed, CancellationToken cancellationToken)
    {
        IReadOnlyList<EvaluatedAnswer> answers = await AnswerAsync(tasks, options, sampling, seed, cancellationToken).ConfigureAwait(false);
        int chosen = options.MaxTasks > 0 ? Math.Min(options.MaxTasks, tasks.Count) : tasks.Count;
        return Report(answers, chosen, successThreshold);
    }

    /// <summary>The answers themselves, in the order of tasks and samples; tasks whose prompt is too long are left out.</summary>
    public async Task<IReadOnlyList<EvaluatedAnswer>> AnswerAsync(
        IReadOnlyList<TrainingTask> tasks, EvaluationOptions options, SamplingOptions sampling, ulong seed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(sampling);
        if (options.MaxTasks > 0) tasks = tasks.Take(options.MaxTasks).ToList();
        IReadOnlyList<int> lengths = await policy.MeasureAsync(tasks.Select(t => t.Messages).ToList(), cancellationToken).ConfigureAwait(false);
        var asked = tasks.Where((_, i) => lengths[i] < policy.ContextLength)
            .SelectMany(task => Enumerable.Range(0, options.SamplesPerTask).Select(index => (Task: task, Index: index))).ToList();
        SamplingOptions drawn = sampling with { Temperature = options.Temperature };
        IReadOnlyList<Sample> samples = await policy.SampleAsync(
            asked.Select(a => new SampleRequest { Messages = a.Task.Messages, Options = drawn, Seed = Seeds.Derive(seed, "evaluate", 0, a.Task.Id, a.Index) }).ToList(),
            cancellationToken).ConfigureAwait(false);
        Grade[] grades = await Task.WhenAll(asked.Select((a, i) => grader.GradeAsync(a.Task, samples[i], cancellationToken))).ConfigureAwait(false);
        return asked.Select((a, i) => new EvaluatedAnswer(a.Task, samples[i], grades[i])).ToList();
    }

    /// <summary>Sums answers up.</summary>
    /// <param name="answers">All answers.</param>
    /// <param name="tasks">Tasks asked for, those too long included.</param>
    /// <param name="successThreshold">The score at which an answer passes.</param>
    public EvaluationReport Report(IReadOnlyList<EvaluatedAnswer> answers, int tasks, double successThreshold)
    {
        ArgumentNullException.ThrowIfNull(answers);
        List<EvaluatedAnswer> graded = answers.Where(a => a.Grade.IsGraded).ToList();
        double[] taskScores = graded.GroupBy(a => a.Task.Id).Select(g => g.Average(a => a.Grade.Score!.Value)).ToArray();
        int answered = answers.Select(a => a.Task.Id).Distinct().Count();
        return new EvaluationReport
        {
            Tasks = answered,
            TasksTooLong = tasks - answered,
            Graded = graded.Count,
            Ungraded = GradeStatistics.Causes(answers.Select(a => a.Grade)),
            Score = GradeStatistics.MeanScore(graded.Select(a => a.Grade)),
            ScoreError = taskScores.Length < 2 ? double.NaN : GradeStatistics.StandardDeviation(taskScores) / Math.Sqrt(taskScores.Length),
            PassRate = GradeStatistics.PassRate(graded.Select(a => a.Grade), successThreshold),
            CriterionRates = GradeStatistics.CriterionRates(graded.Select(a => (rubrics.Resolve(a.Task), a.Grade))),
            Pitfalls = [.. graded.SelectMany(a => a.Grade.Verdicts).Where(v => v.Weight < 0).Select(v => v.CriterionId).Distinct()],
            MeanResponseTokens = answers.Count == 0 ? double.NaN : answers.Average(a => a.Sample.ResponseTokens.Length),
            TruncationRate = answers.Count == 0 ? double.NaN : (double)answers.Count(a => a.Sample.FinishReason == FinishReason.Length) / answers.Count,
            Steering = GradeStatistics.Steering(answers.Select(a => a.Grade)),
            Gold = GradeStatistics.Gold(answers.Select(a => a.Grade)),
            Panels = PanelAgreement.Of(answers.SelectMany(a => a.Grade.Verdicts)),
            JudgeUsage = RubricUsage.Of(answers.Select(a => a.Grade)),
        };
    }
}
