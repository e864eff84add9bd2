using Hindsight.Worker.Configuration;

namespace Hindsight.Worker.Runs;

/// <summary>What a run is expected to take, from one probe.</summary>
/// <param name="probe">The measurement.</param>
/// <param name="settings">The run.</param>
/// <param name="heldOut">Held-out tasks.</param>
internal sealed class RunEstimate(ProbeResult probe, HindsightSettings settings, int heldOut)
{
    private readonly int _drafts = settings.Training.PromptsPerStep * settings.Training.GroupSize;

    /// <summary>Revisions a step.</summary>
    public double RevisionsPerStep => settings.Hindsight.Enabled ? settings.Training.PromptsPerStep * probe.RevisionsPerGroup : 0;

    /// <summary>Response tokens sampled a step, revisions included.</summary>
    public double SampledTokensPerStep => (_drafts + RevisionsPerStep) * probe.ResponseTokens;

    /// <summary>Tokens that go through the learner in a step, prompts included, all epochs.</summary>
    public double LearnedTokensPerStep => _drafts * (probe.PromptTokens + probe.ResponseTokens) * settings.Optimizer.Epochs;

    /// <summary>Judge calls a step, advice included, without repetitions.</summary>
    public double JudgeCallsPerStep => (_drafts + RevisionsPerStep) * probe.JudgesPerAnswer + (settings.Advice && settings.Judges.Values.Any(j => !j.Policy) ? RevisionsPerStep : 0);

    /// <summary>Seconds of sampling and learning a step; waiting for judges comes on top.</summary>
    public double SecondsPerStep => SampledTokensPerStep / probe.SampledTokensPerSecond + LearnedTokensPerStep / probe.LearnedTokensPerSecond;

    /// <summary>Held-out answers of the whole run.</summary>
    public double HeldOutAnswers
    {
        get
        {
            int tasks = settings.Evaluation.MaxTasks > 0 ? Math.Min(settings.Evaluation.MaxTasks, heldOut) : heldOut;
            int steps = settings.Training.Steps, every = settings.Evaluation.Every;
            int measurements = 2 + (every > 0 ? (steps - 1) / every : 0);
            return (double)tasks * settings.Evaluation.SamplesPerTask * measurements;
        }
    }

    /// <summary>Response tokens sampled in the whole run.</summary>
    public double SampledTokens => settings.Training.Steps * SampledTokensPerStep + HeldOutAnswers * probe.ResponseTokens;

    /// <summary>Tokens learnt in the whole run.</summary>
    public double LearnedTokens => settings.Training.Steps * LearnedTokensPerStep;

    /// <summary>Judge calls of the whole run.</summary>
    public double JudgeCalls => settings.Training.Steps * JudgeCallsPerStep + HeldOutAnswers * probe.JudgesPerAnswer;

    /// <summary>Seconds of the whole run.</summary>
    public double Seconds => settings.Training.Steps * SecondsPerStep + HeldOutAnswers * probe.ResponseTokens / probe.SampledTokensPerSecond;
}
