using Hindsight.Curation;
using Hindsight.Learning;
using Hindsight.Policies;
using Hindsight.Training;

namespace Hindsight.Tests.Training;

public sealed class TrainingSettingsValidatorTests
{
    [Fact]
    public void Validate_Presets_HaveNoFault()
    {
        TrainingSettingsValidator.Validate(TrainingSettings.Instructions).Should().BeEmpty();
        TrainingSettingsValidator.Validate(TrainingSettings.Judged).Should().BeEmpty();
    }

    [Fact]
    public void Presets_Defaults_AreThoseOfTheSpecification()
    {
        TrainingSettings instructions = TrainingSettings.Instructions, judged = TrainingSettings.Judged;
        (instructions.Training.GroupSize, instructions.Training.PromptsPerStep, instructions.Training.PromptsPerMiniBatch, judged.Training.PromptsPerMiniBatch).Should().Be((8, 64, 32, 16));
        (instructions.Objective.Gamma, judged.Objective.Gamma, instructions.Objective.KlCoefficient, judged.Objective.KlCoefficient).Should().Be((1, 0.1, 0, 0.001));
        (instructions.Hindsight.SuccessThreshold, instructions.Hindsight.Candidates, instructions.Hindsight.RevisionsKept, instructions.Hindsight.RevisionTemperature, instructions.Hindsight.Alpha).Should().Be((1, 16, 1, 0.3, 0.05));
        (instructions.Objective.ClipLow, instructions.Objective.ClipHigh, instructions.Objective.DualClip, instructions.Objective.EntropyCoefficient).Should().Be((0.2, 0.2, 3, 0));
        (instructions.Optimizer.LearningRate, instructions.Optimizer.WeightDecay, instructions.Optimizer.MaxGradientNorm, instructions.Optimizer.Epochs).Should().Be((1e-6, 0.01, 1, 1));
        (instructions.Optimizer.Beta1, instructions.Optimizer.Beta2, instructions.Optimizer.Epsilon, instructions.Optimizer.Schedule).Should().Be((0.9, 0.999, 1e-8, ScheduleKind.Constant));
        (instructions.Hindsight.Bonus, instructions.Hindsight.Slot, instructions.Objective.Conditioning, instructions.Training.Advantage).Should().Be((BonusKind.Signed, SlotKind.Random, Conditioning.Plain, AdvantageKind.Grpo));
    }

    public static TheoryData<TrainingSettings, string> Faulty => new()
    {
        { With(s => s.Training.GroupSize = 1), "Training:GroupSize is 1*" },
        { With(s => s.Training.PromptsPerMiniBatch = 65), "*PromptsPerMiniBatch (65)*exceed*PromptsPerStep (64)*" },
        { With(s => s.Training.PromptsPerMiniBatch = 48), "*PromptsPerMiniBatch (48)*divide*PromptsPerStep (64)*" },
        { With(s => s.Hindsight.RevisionsKept = 8), "*RevisionsKept (8)*below*GroupSize (8)*" },
        { With(s => s.Objective.DualClip = 1.2), "*DualClip (1.2)*exceed*1.2*" },
        { With(s => s.Objective.Gamma = 0), "*Gamma (0)*AllowUnshaped*" },
        { With(s => s.Hindsight.Alpha = 1.5), "Hindsight:Alpha is 1.5*" },
        { With(s => (s.Objective.Conditioning, s.Hindsight.RevisionTemperature) = (Conditioning.PlainBehaviour, 0)), "*PlainBehaviour*RevisionTemperature*" },
        { new TrainingSettings { Sampling = new SamplingOptions { TopK = 5 } }, "*TopK*" },
        { new TrainingSettings { Sampling = new SamplingOptions { Temperature = 0.7 } }, "*Objective:Temperature (1)*Sampling:Temperature (0.7)*" },
    };

    [Theory, MemberData(nameof(Faulty))]
    public void Validate_OneFault_NamesTheSettingAndTheValues(TrainingSettings settings, string fault) =>
        TrainingSettingsValidator.Validate(settings).Should().ContainSingle().Which.Should().Match(fault);

    [Fact]
    public void Validate_SeveralFaults_NamesAll()
    {
        TrainingSettings settings = With(s => (s.Objective.DualClip, s.Objective.Gamma) = (1, -1));
        TrainingSettingsValidator.Validate(settings).Should().HaveCount(2);
    }

    [Fact]
    public void Validate_RangesAndRules_AreNamedTogetherEachSettingOnce()
    {
        TrainingSettings settings = With(s => (s.Training.GroupSize, s.Training.PromptsPerMiniBatch, s.Objective.DualClip) = (1, 0, 1.2));
        TrainingSettingsValidator.Validate(settings).Should().HaveCount(3)
            .And.ContainMatch("Training:GroupSize is 1*").And.ContainMatch("Training:PromptsPerMiniBatch is 0*").And.ContainMatch("*DualClip (1.2)*");
    }

    [Fact]
    public void Validate_GammaZeroAskedForTwice_IsAllowed() =>
        TrainingSettingsValidator.Validate(With(s => (s.Objective.Gamma, s.Objective.AllowUnshaped) = (0, true))).Should().BeEmpty();

    private static TrainingSettings With(Action<TrainingSettings> change)
    {
        var settings = new TrainingSettings();
        change(settings);
        return settings;
    }
}
