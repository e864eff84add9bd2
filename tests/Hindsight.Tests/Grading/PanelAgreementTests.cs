using Hindsight.Grading;

namespace Hindsight.Tests.Grading;

public sealed class PanelAgreementTests
{
    private static readonly Verdict[] Verdicts =
    [
        Panel("trio", VerdictKind.Met, 1, 1, 1),
        Panel("trio", VerdictKind.Met, 1, 0, 1),
        Panel("trio/judge:strong", VerdictKind.Unmet, 0, null, 1, 0),
        Panel("trio", VerdictKind.Unknown, null, null, 0),
        Panel("other", VerdictKind.Unmet, 0, 0),
        new() { CriterionId = "c", Kind = VerdictKind.Met, Source = "judge:a" },
        Panel("trio", VerdictKind.Met) with { Votes = [] },
    ];

    [Fact]
    public void Of_VerdictsOfTwoPanels_ComparesTheMembersOfEach()
    {
        IReadOnlyDictionary<string, PanelAgreement> panels = PanelAgreement.Of(Verdicts);

        // The escalated one has 0 and 1 of its members, the last vote is the other judge's; the one with a single vote has nothing to compare.
        PanelAgreement trio = panels["trio"];
        panels.Keys.Should().Equal("trio", "other");
        (trio.Verdicts, trio.Compared, trio.Escalated, trio.Unknown).Should().Be((4, 3, 1, 1));
        trio.Ratings.Should().Equal(new Dictionary<string, int> { ["0"] = 2, ["1"] = 6 });
        trio.Share.Should().BeApproximately((1 + 1.0 / 3 + 0) / 3, 1e-12);
        trio.FleissKappa.Should().BeApproximately((4.0 / 9 - 40.0 / 64) / (1 - 40.0 / 64), 1e-12);
        (panels["other"].Share, panels["other"].FleissKappa).Should().Be((1, double.NaN));
    }

    [Fact]
    public void Sum_OfParts_IsThatOfAllVerdicts()
    {
        PanelAgreement all = PanelAgreement.Of(Verdicts)["trio"];

        PanelAgreement sum = PanelAgreement.Sum([.. Verdicts.Select(v => PanelAgreement.Of([v])).Where(p => p.ContainsKey("trio")).Select(p => p["trio"])]);

        (sum.Verdicts, sum.Compared, sum.Escalated, sum.Unknown).Should().Be((4, 3, 1, 1));
        sum.Ratings.Should().BeEquivalentTo(all.Ratings);
        sum.Share.Should().BeApproximately(all.Share, 1e-12);
        sum.FleissKappa.Should().BeApproximately(all.FleissKappa, 1e-12);
    }

    [Fact]
    public void Sum_NothingCompared_IsUndefined()
    {
        PanelAgreement sum = PanelAgreement.Sum([PanelAgreement.Of([Verdicts[3]])["trio"]]);

        (sum.Verdicts, sum.Compared, sum.Share, sum.FleissKappa).Should().Be((1, 0, double.NaN, double.NaN));
    }

    [Fact]
    public void NameIn_Source_IsThePanelAndWhetherItWasEscalated()
    {
        (PanelSource.NameIn(PanelSource.Of("a/b"), out bool plain), plain).Should().Be(("a/b", false));
        (PanelSource.NameIn(PanelSource.Of("a/b", "s"), out bool escalated), escalated).Should().Be(("a/b", true));
        PanelSource.NameIn("judge:a", out _).Should().BeNull();
    }

    private static Verdict Panel(string panel, VerdictKind kind, params double?[] votes) => new()
    {
        CriterionId = "c", Kind = kind, Source = $"panel:{panel}",
        Votes = [.. votes.Select((v, i) => new Vote($"j{i}", v is null ? VerdictKind.Unknown : v == 1 ? VerdictKind.Met : VerdictKind.Unmet, null, ""))],
    };
}
