using Hindsight.Curation;
using Hindsight.Learning;
using Hindsight.Training;
using Hindsight.Worker.Experiments;

namespace Hindsight.Worker.Tests.Experiments;

public sealed class ExperimentArmsTests
{
    [Fact]
    public void All_Arms_AreThoseOfTheSpecification() => ExperimentArms.All.Select(arm => arm.Id).Should().Equal(
        "rlvr", "naive", "naive-quarter",
        "hindsight-plain", "hindsight-plain-behaviour", "hindsight-plain-unit", "hindsight-guided",
        "hindsight-bonus-plain", "hindsight-bonus-plain-behaviour", "hindsight-bonus-plain-unit", "hindsight-bonus-guided");

    [Fact]
    public void Apply_EveryArm_GivesValidSettingsAndLeavesTheFrozenOnesAlone()
    {
        TrainingSettings frozen = TrainingSettings.Instructions;
        foreach (ExperimentArm arm in ExperimentArms.All) TrainingSettingsValidator.Validate(arm.Apply(frozen)).Should().BeEmpty(arm.Id);

        frozen.Should().BeEquivalentTo(TrainingSettings.Instructions);
    }

    [Theory]
    [InlineData("rlvr", false, BonusKind.Signed, Conditioning.Plain, RevisedLoss.Shaped, 1)]
    [InlineData("naive", true, BonusKind.None, Conditioning.Plain, RevisedLoss.OnPolicy, 1)]
    [InlineData("naive-quarter", true, BonusKind.None, Conditioning.Plain, RevisedLoss.OnPolicy, 0.25)]
    [InlineData("hindsight-guided", true, BonusKind.None, Conditioning.Guided, RevisedLoss.Shaped, 1)]
    [InlineData("hindsight-bonus-plain-unit", true, BonusKind.Signed, Conditioning.PlainUnit, RevisedLoss.Shaped, 1)]
    public void Apply_Arm_SetsWhatItIsNamedFor(string id, bool hindsight, BonusKind bonus, Conditioning conditioning, RevisedLoss loss, double scale)
    {
        TrainingSettings frozen = TrainingSettings.Instructions;
        TrainingSettings settings = ExperimentArms.All.Single(arm => arm.Id == id).Apply(frozen);

        settings.Hindsight.Should().Be(frozen.Hindsight with { Enabled = hindsight, Bonus = bonus });
        settings.Objective.Should().Be(frozen.Objective with { Conditioning = conditioning, RevisedLoss = loss, RevisedScale = scale });
        settings.Should().Be(frozen with { Hindsight = settings.Hindsight, Objective = settings.Objective });
    }

    [Fact]
    public void RlvrWithGroup_Size_IsRlvrWithThatGroup()
    {
        TrainingSettings settings = ExperimentArms.RlvrWithGroup(11).Apply(TrainingSettings.Instructions);

        settings.Training.GroupSize.Should().Be(11);
        settings.Hindsight.Enabled.Should().BeFalse();
    }
}
