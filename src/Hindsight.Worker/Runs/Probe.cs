using System.Diagnostics;
using Hindsight.Curation;
using Hindsight.Grading;
using Hindsight.Learning;
using Hindsight.Policies;
using Hindsight.Rubrics;
using Hindsight.SemanticKernel.Judging;
using Hindsight.Tasks;
using Hindsight.Training;
using Hindsight.Trajectories;
using Hindsight.Worker.Configuration;

namespace Hindsight.Worker.Runs;

/// <summary>Samples, grades by code and learns one small batch, to measure what a run takes. Weights move in memory alone; no judge is asked.</summary>
internal sealed class Probe(TrainingParts parts, HindsightSettings settings)
{
    private const int Prompts = 4;

    /// <summary>Measures on the first tasks that fit.</summary>
    /// <exception cref="ConfigurationException">No task fits the policy's context.</exception>
    public async Task<ProbeResult> RunAsync(IReadOnlyList<TrainingTask> tasks, CancellationToken cancellationToken)
    {
        IReadOnlyList<int> lengths = await parts.Policy.MeasureAsync(tasks.Select(t => t.Messages).ToList(), cancellationToken).ConfigureAwait(false);
        List<int> fitting = Enumerable.Range(0, tasks.Count).Where(i => lengths[i] < parts.Policy.ContextLength).ToList();
        List<TrainingTask> chosen = fitting.Take(Math.Min(Prompts, settings.Training.PromptsPerStep)).Select(i => tasks[i]).ToList();
        if (chosen.Count == 0) throw new ConfigurationException([$"No task's prompt fits the policy's context of {parts.Policy.ContextLength} tokens."]);

        long began = parts.Time.GetTimestamp();
        IReadOnlyList<Sample> samples = await parts.Policy.SampleAsync(Requests(chosen), cancellationToken).ConfigureAwait(false);
        double sampling = parts.Time.GetElapsedTime(began).TotalSeconds;

        double judges = chosen.Average(task => JudgesOf(parts.Rubrics.Resolve(task)));
        double revisions = judges > 0 ? MostRevisions : await RevisionsAsync(chosen, samples, cancellationToken).ConfigureAwait(false);

        began = parts.Time.GetTimestamp();
        await parts.Learner.UpdateAsync(Batch(samples), cancellationToken).ConfigureAwait(false);
        double learned = samples.Sum(s => s.PromptTokens.Length + s.ResponseTokens.Length) * settings.Optimizer.Epochs;
        using var process = Process.GetCurrentProcess();
        return new ProbeResult
        {
            PromptTokens = fitting.Average(i => lengths[i]),
            ResponseTokens = samples.Average(s => s.ResponseTokens.Length),
            RevisionsPerGroup = revisions,
            JudgesPerAnswer = judges,
            SampledTokensPerSecond = samples.Sum(s => s.ResponseTokens.Length) / sampling,
            LearnedTokensPerSecond = learned / parts.Time.GetElapsedTime(began).TotalSeconds,
            PeakBytes = process.PeakWorkingSet64,
        };
    }

    private int MostRevisions => Math.Min(settings.Hindsight.Candidates, settings.Training.GroupSize);

    private List<SampleRequest> Requests(IEnumerable<TrainingTask> tasks) => tasks.SelectMany(task => Enumerable.Range(0, settings.Training.GroupSize).Select(index => new SampleRequest
    {
        Messages = task.Messages, Options = settings.Sampling, Seed = Seeds.Derive(settings.Seed, "probe", 0, task.Id, index),
    })).ToList();

    // A panel is as many judges as sit on it; whether it escalates is not known before.
    private int JudgesOf(Rubric rubric) => rubric.Criteria.Where(c => c.Kind == CriterionKind.Judge).Select(c => c.Judge ?? settings.Judge).Distinct()
        .Sum(judge => settings.Panels.TryGetValue(judge, out PanelOptions? panel) ? panel.Judges.Count : 1);

    private async Task<double> RevisionsAsync(List<TrainingTask> tasks, IReadOnlyList<Sample> samples, CancellationToken cancellationToken)
    {
        var curator = new HindsightCurator(settings.Hindsight, settings.Seed);
        int size = settings.Training.GroupSize, revised = 0;
        for (int g = 0; g < tasks.Count; g++)
        {
            List<Trajectory> drafts = [];
            for (int i = 0; i < size; i++)
            {
                Sample sample = samples[g * size + i];
                Grade grade = await parts.Grader.GradeAsync(tasks[g], sample, cancellationToken).ConfigureAwait(false);
                drafts.Add(new Trajectory { Step = 0, TaskId = tasks[g].Id, Index = i, Role = TrajectoryRole.Sampled, Sample = sample, Grade = grade });
            }

            revised += curator.SelectCandidates(tasks[g], parts.Rubrics.Resolve(tasks[g]), drafts).Count;
        }

        return (double)revised / tasks.Count;
    }

    // What is learnt does not matter for its cost; advantages of both signs take both branches of the loss.
    private static LearningBatch Batch(IReadOnlyList<Sample> samples) => new()
    {
        Step = 1,
        MiniBatches = [samples.Select((s, i) => new LearningSequence
        {
            PromptTokens = s.PromptTokens, ResponseTokens = s.ResponseTokens, BehaviourLogProbs = s.LogProbs, RawLogProbs = s.RawLogProbs, Advantage = i % 2 == 0 ? 1 : -1, Revised = false,
        }).ToList()],
    };
}
