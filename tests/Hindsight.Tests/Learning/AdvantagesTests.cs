using CsCheck;
using Hindsight.Learning;

namespace Hindsight.Tests.Learning;

public sealed class AdvantagesTests
{
    private static readonly AdvantageKind[] Kinds = Enum.GetValues<AdvantageKind>();

    [Fact]
    public void Compute_BatchScaled_DividesByTheDeviationOfAllGradedRewards()
    {
        // All graded: 0, 1, 1, 1, 0.5 (the lone one of the third group too): mean 0.7, Σ(r − 0.7)² = 0.49 + 3 · 0.09 + 0.04 = 0.8, deviation √(0.8 / 4).
        double scale = Math.Sqrt(0.2) + 1e-6;

        double?[][] advantages = Advantages.Compute(AdvantageKind.BatchScaled, [[0.0, 1.0, null], [1.0, 1.0], [0.5, null]]);

        advantages[0][0].Should().BeApproximately(-0.5 / scale, 1e-12);
        advantages[0][1].Should().BeApproximately(0.5 / scale, 1e-12);
        advantages[0][2].Should().BeNull();
        advantages[1].Should().Equal(0.0, 0.0);
        advantages[2].Should().HaveCount(2).And.OnlyContain(a => a == null);
    }

    [Fact]
    public void Compute_HandMadeGroup_GivesEachEstimatorsNumbers()
    {
        // mean 2, deviation 1.
        Single(AdvantageKind.DrGrpo).Should().Equal(-1.0, 0.0, 1.0);
        Single(AdvantageKind.Rloo).Should().Equal(-1.5, 0.0, 1.5); // 1 − (2 + 3)/2
        Single(AdvantageKind.Grpo)[2].Should().BeApproximately(1 / (1 + 1e-6), 1e-15);

        static double?[] Single(AdvantageKind kind) => Advantages.Compute(kind, [[1.0, 2.0, 3.0]])[0];
    }

    [Fact]
    public void HasSpread_EqualRewardsWhoseMeanIsNotExact_HaveNone()
    {
        double?[] rewards = [.. Enumerable.Repeat((double?)0.7, 8)];
        Advantages.HasSpread(rewards).Should().BeFalse();
        foreach (AdvantageKind kind in Kinds) Advantages.Compute(kind, [rewards])[0].Should().OnlyContain(a => a == 0);
        Advantages.HasSpread([0.7, null, Math.BitIncrement(0.7)]).Should().BeTrue();
    }

    [Fact]
    public void Compute_RewardsShifted_StayTheSame() =>
        Groups.Select(Gen.Double[-3, 3]).Sample((groups, shift) =>
        {
            foreach (AdvantageKind kind in Kinds)
            {
                double?[][] plain = Advantages.Compute(kind, groups), shifted = Advantages.Compute(kind, [.. groups.Select(g => (IReadOnlyList<double?>)[.. g.Select(r => r + shift)])]);
                ShouldBeNear(shifted, plain);
            }
        });

    [Fact]
    public void Compute_AnyGroups_SumToZero_AndFollowTheRewards() =>
        Groups.Sample(groups =>
        {
            foreach (AdvantageKind kind in Kinds)
            {
                foreach ((IReadOnlyList<double?> rewards, double?[] advantages) in groups.Zip(Advantages.Compute(kind, groups)))
                {
                    if (advantages.All(a => a is null)) continue;
                    advantages.Sum()!.Value.Should().BeApproximately(0, 1e-6);
                    advantages.Select(a => a is null).Should().Equal(rewards.Select(r => r is null));
                    advantages.OfType<double>().Order().Should().Equal(rewards.Zip(advantages).Where(p => p.First is not null).OrderBy(p => p.First).Select(p => p.Second!.Value));
                }
            }
        });

    // Rewards in steps of 1/16, so that groups without spread occur and a shift does not make or unmake one.
    private static Gen<double?[][]> Groups => Gen.Int[-1, 16].Select(i => i < 0 ? null : (double?)(i / 16.0)).Array[1, 8].Array[1, 4];

    private static void ShouldBeNear(double?[][] actual, double?[][] expected)
    {
        foreach ((double? a, double? e) in actual.SelectMany(g => g).Zip(expected.SelectMany(g => g)))
        {
            a.HasValue.Should().Be(e.HasValue);
            if (e is { } number) a.Should().BeApproximately(number, 1e-9);
        }
    }
}
