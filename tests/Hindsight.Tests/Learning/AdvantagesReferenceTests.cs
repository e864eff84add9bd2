using FluentAssertions.Execution;
using Hindsight.Learning;
using Hindsight.Testing;
using Xunit.Abstractions;

namespace Hindsight.Tests.Learning;

public sealed class AdvantagesReferenceTests(ITestOutputHelper output)
{
    private const double Precision = 1e-10;

    [ReferenceFact("losses")]
    public void Compute_EveryCase_AgreesWithTheReference()
    {
        int agreed = 0;
        foreach (ReferenceCase c in References.ReadCases("losses", "advantages_ours*.json", output))
        {
            double? epsilon = ReferenceCase.Number(c.Options.GetProperty("epsilon"));
            if (Kind(c.Content.GetProperty("estimator").GetString()) is not { } kind || epsilon is not (null or Advantages.Epsilon))
            {
                output.WriteLine($"Unsupported: {c}");
                continue;
            }

            using var scope = new AssertionScope(c.ToString());
            Check(c, kind);
            agreed++;
        }

        output.WriteLine($"{agreed} cases agree.");
    }

    private static AdvantageKind? Kind(string? estimator) => estimator switch
    {
        "grpo" => AdvantageKind.Grpo,
        "dr_grpo" => AdvantageKind.DrGrpo,
        "rloo" => AdvantageKind.Rloo,
        "batch_scaled" => AdvantageKind.BatchScaled,
        _ => null,
    };

    private static void Check(ReferenceCase c, AdvantageKind kind)
    {
        double?[] rewards = ReferenceCase.Numbers(c.Inputs.GetProperty("rewards"));
        int[] groupOf = [.. c.Inputs.GetProperty("groups").EnumerateArray().Select(g => g.GetInt32())];
        int[] ids = [.. groupOf.Distinct()];
        int[][] places = [.. ids.Select(id => Enumerable.Range(0, rewards.Length).Where(i => groupOf[i] == id).ToArray())];

        double?[][] advantages = Advantages.Compute(kind, [.. places.Select(p => (IReadOnlyList<double?>)[.. p.Select(i => rewards[i])])]);

        double?[] expected = ReferenceCase.Numbers(c.Expected.GetProperty("advantages"));
        for (int g = 0; g < ids.Length; g++)
        {
            foreach ((double? actual, double? wanted) in advantages[g].Zip(places[g].Select(i => expected[i])))
            {
                actual.HasValue.Should().Be(wanted.HasValue);
                if (wanted is { } number) actual.Should().BeApproximately(number, Precision);
            }
        }

        int[] Groups(string name) => [.. c.Expected.GetProperty(name).EnumerateArray().Select(g => g.GetInt32())];
        ids.Where((_, g) => advantages[g].All(a => a is null)).Should().Equal(Groups("groups_skipped"));
        ids.Where((_, g) => advantages[g].Any(a => a is not null) && advantages[g].All(a => a is null or 0)).Should().Equal(Groups("groups_without_spread"));
        rewards.Count(r => r is null).Should().Be(c.Expected.GetProperty("ungraded").GetInt32());
    }
}
