using Hindsight.SemanticKernel.Judging;
using Hindsight.Worker.Configuration;
using Hindsight.Worker.Runs;

namespace Hindsight.Worker.Tests.Runs;

public sealed class RunEstimateTests
{
    private readonly ProbeResult _probe = new()
    {
        PromptTokens = 30, ResponseTokens = 20, RevisionsPerGroup = 2, JudgesPerAnswer = 1, SampledTokensPerSecond = 100, LearnedTokensPerSecond = 1000, PeakBytes = 1,
    };

    private readonly HindsightSettings _settings = Presets.Create(Preset.Instructions, embeddedPolicy: false);

    public RunEstimateTests()
    {
        (_settings.Training.Steps, _settings.Training.PromptsPerStep, _settings.Training.GroupSize) = (10, 4, 8);
        _settings.Judges["j"] = new JudgeOptions();
    }

    [Fact]
    public void Step_IsCountedByHand()
    {
        var estimate = new RunEstimate(_probe, _settings, heldOut: 5);

        estimate.RevisionsPerStep.Should().Be(8, "4 prompts × 2 revisions");
        estimate.SampledTokensPerStep.Should().Be(800, "(4 × 8 drafts + 8 revisions) × 20 tokens");
        estimate.LearnedTokensPerStep.Should().Be(1600, "32 answers × (30 + 20) tokens");
        estimate.JudgeCallsPerStep.Should().Be(48, "40 answers and 8 pieces of advice");
        estimate.SecondsPerStep.Should().Be(9.6);
    }

    [Fact]
    public void Run_AddsHeldOutMeasurements()
    {
        (_settings.Evaluation.Every, _settings.Evaluation.MaxTasks, _settings.Evaluation.SamplesPerTask) = (4, 3, 2);

        var estimate = new RunEstimate(_probe, _settings, heldOut: 5);

        estimate.HeldOutAnswers.Should().Be(24, "3 tasks × 2 answers, before, after steps 4 and 8, and at the end");
        estimate.SampledTokens.Should().Be(8480);
        estimate.JudgeCalls.Should().Be(504);
        estimate.Seconds.Should().BeApproximately(96 + 4.8, 1e-9);
    }

    [Fact]
    public void Run_WithoutHindsight_RevisesNothing()
    {
        _settings.Hindsight.Enabled = false;

        new RunEstimate(_probe, _settings, heldOut: 0).SampledTokensPerStep.Should().Be(640);
    }
}
