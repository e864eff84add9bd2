using Hindsight.Curation;
using Hindsight.Learning;
using Hindsight.Training;

namespace Hindsight.Worker.Experiments;

/// <summary>The arms of the comparison. They differ from the frozen settings in what is named here and in nothing else.</summary>
internal static class ExperimentArms
{
    /// <summary>GRPO on the rubric's scores: what the others are compared with.</summary>
    public static ExperimentArm Rlvr { get; } = new("rlvr", "RLVR (GRPO)", s => s with { Hindsight = s.Hindsight with { Enabled = false } });

    /// <summary>All arms at equal steps: naive hindsight is conditioned on the plain prompt by its definition, the others on each condition of the specification's section 4.</summary>
    public static IReadOnlyList<ExperimentArm> All { get; } =
    [
        Rlvr,
        new("naive", "naive hindsight", s => Naive(s, 1)),
        new("naive-quarter", "naive × 0.25", s => Naive(s, 0.25)),
        .. Enum.GetValues<Conditioning>().Select(conditioning => Hindsight(conditioning, BonusKind.None)),
        .. Enum.GetValues<Conditioning>().Select(conditioning => Hindsight(conditioning, BonusKind.Signed)),
    ];

    /// <summary>RLVR with a group so large that it samples as many tokens as the arms that revise.</summary>
    public static ExperimentArm RlvrWithGroup(int groupSize) =>
        new($"rlvr-group-{groupSize}", $"RLVR, N = {groupSize}", s => Rlvr.Apply(s) with { Training = s.Training with { GroupSize = groupSize } });

    private static ExperimentArm Hindsight(Conditioning conditioning, BonusKind bonus)
    {
        string suffix = bonus == BonusKind.None ? "" : "-bonus";
        string words = conditioning switch
        {
            Conditioning.Plain => "plain",
            Conditioning.PlainBehaviour => "plain, behaviour",
            Conditioning.PlainUnit => "plain, unit",
            _ => "guided",
        };
        return new ExperimentArm(
            $"hindsight{suffix}-{words.Replace(", ", "-")}",
            $"hindsight{(bonus == BonusKind.None ? "" : " + bonus")}, {words}",
            s => s with
            {
                Hindsight = s.Hindsight with { Enabled = true, Bonus = bonus },
                Objective = s.Objective with { Conditioning = conditioning, RevisedLoss = RevisedLoss.Shaped, RevisedScale = 1 },
            });
    }

    private static TrainingSettings Naive(TrainingSettings settings, double scale) => settings with
    {
        Hindsight = settings.Hindsight with { Enabled = true, Bonus = BonusKind.None },
        Objective = settings.Objective with { Conditioning = Conditioning.Plain, RevisedLoss = RevisedLoss.OnPolicy, RevisedScale = scale },
    };
}
