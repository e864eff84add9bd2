using Hindsight.Grading;
using Hindsight.Rubrics;
using Hindsight.Testing;

namespace Hindsight.SemanticKernel.Tests.Grading;

/// <summary>Panels as the configuration composes them, of judges on loopback.</summary>
public sealed class JudgePanelTests : IAsyncLifetime
{
    private static readonly Criterion Polite = Contexts.Judged("polite", "The reply is polite.") with { Judge = "panel" };
    private static readonly Criterion Brief = Contexts.Judged("brief", "The reply is brief.") with { Judge = "panel" };
    private static readonly Criterion Tone = Contexts.Judged("tone", "The tone fits.") with { Judge = "panel", Levels = [new(0, "cold"), new(0.5, "neutral"), new(1, "warm")] };

    private readonly List<ScriptedJudge> _judges = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (ScriptedJudge judge in _judges)
            await judge.DisposeAsync();
    }

    [Fact]
    public async Task Grade_JudgesThatAgree_IsTheirVerdictWithTheirVotes()
    {
        await using GradingHost host = await HostAsync([Polite, Tone], "Majority", "", "met 2", "unmet 2", "met 3");

        Grade grade = await host.GradeAsync("Thank you.");

        grade.Score.Should().BeApproximately(1.5 / 2, 1e-12);
        grade.Verdicts.Select(v => (v.Kind, v.Degree, v.Source, v.Reason)).Should().Equal(
            (VerdictKind.Met, null, "panel:panel", "because of polite"), (VerdictKind.Unmet, 0.5, "panel:panel", "because of tone"));
        grade.Verdicts[0].Votes.Select(v => (v.Judge, v.Kind, v.Degree)).Should().Equal(("a", VerdictKind.Met, null), ("b", VerdictKind.Unmet, null), ("c", VerdictKind.Met, null));
        grade.Verdicts[1].Votes.Select(v => (v.Judge, v.Kind, v.Degree)).Should().Equal(("a", VerdictKind.Unmet, 0.5), ("b", VerdictKind.Unmet, 0.5), ("c", VerdictKind.Met, 1));
        grade.UsageByJudge.Should().Equal(new Dictionary<string, GradeUsage> { ["a"] = new(1, 100, 7), ["b"] = new(1, 100, 7), ["c"] = new(1, 100, 7) });
    }

    [Fact]
    public async Task Grade_JudgesThatDisagree_AreAllNamedAndNobodyIsScored()
    {
        await using GradingHost host = await HostAsync([Polite, Brief], "Unanimous", "", "met met", "unmet met");

        Grade grade = await host.GradeAsync("Thank you.");

        (grade.Score, grade.Cause).Should().Be((null, UngradedCause.JudgeDisagreement));
        grade.CauseDetail.Should().Be("panel 'panel' (Unanimous) does not agree: a says met; b says unmet");
        grade.Verdicts.Select(v => (v.Kind, v.Votes.Count)).Should().Equal((VerdictKind.Unknown, 2), (VerdictKind.Met, 2));
    }

    [Fact]
    public async Task Grade_Escalation_IsAskedAboutTheOpenCriteriaAlone()
    {
        await using GradingHost host = await HostAsync([Polite, Brief, Tone], "Majority", "strong", "met met 1", "unmet met 3", "strong: unmet - 2");
        ScriptedJudge strong = _judges[2];

        Grade grade = await host.GradeAsync("Thank you.");

        grade.Verdicts.Select(v => (v.CriterionId, v.Kind, v.Degree, v.Source)).Should().Equal(
            ("polite", VerdictKind.Unmet, null, "panel:panel/judge:strong"), ("brief", VerdictKind.Met, null, "panel:panel"), ("tone", VerdictKind.Unmet, 0.5, "panel:panel/judge:strong"));
        grade.Verdicts[2].Votes.Select(v => (v.Judge, v.Degree)).Should().Equal(("a", 0), ("b", 1), ("strong", 0.5));
        strong.Requests.Should().ContainSingle();
        strong.Message(0, 1).Should().Contain("\"polite\"").And.Contain("\"tone\"").And.NotContain("\"brief\"");
        grade.UsageByJudge.Keys.Should().BeEquivalentTo("a", "b", "strong");
    }

    [Fact]
    public async Task Grade_AllAgree_DoesNotEscalate()
    {
        await using GradingHost host = await HostAsync([Polite], "Unanimous", "strong", "met", "met", "strong: unmet");

        (await host.GradeAsync("Thank you.")).Score.Should().Be(1);

        _judges[2].Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task Grade_EscalationCannotTell_KeepsThePanelsCauseAndItsVote()
    {
        await using GradingHost host = await HostAsync([Polite], "Majority", "strong", "met", "unmet", "strong: unknown");

        Verdict verdict = (await host.GradeAsync("Thank you.")).Verdicts.Single();

        (verdict.Kind, verdict.Cause, verdict.Source).Should().Be((VerdictKind.Unknown, UngradedCause.JudgeDisagreement, "panel:panel/judge:strong"));
        verdict.Reason.Should().EndWith("does not agree: a says met; b says unmet; escalated: strong says unknown (JudgeUnknown: because of polite)");
        verdict.Votes.Select(v => v.Kind).Should().Equal(VerdictKind.Met, VerdictKind.Unmet, VerdictKind.Unknown);
    }

    [Fact]
    public async Task Grade_MajorityInSpiteOfAFailure_IsAVerdictThatNamesIt()
    {
        await using GradingHost host = await HostAsync([Polite], "Majority", "", "met", "500", "met");

        Verdict verdict = (await host.GradeAsync("Thank you.")).Verdicts.Single();

        verdict.Kind.Should().Be(VerdictKind.Met);
        verdict.Votes.Select(v => v.Kind).Should().Equal(VerdictKind.Met, VerdictKind.Unknown, VerdictKind.Met);
        verdict.Votes[1].Reason.Should().Contain("status 500");
    }

    [Fact]
    public async Task Grade_TooManyFailures_HaveTheFirstOnesCause()
    {
        await using GradingHost host = await HostAsync([Polite], "Majority", "", "met", "500", "unknown");

        Grade grade = await host.GradeAsync("Thank you.");

        (grade.Score, grade.Cause).Should().Be((null, UngradedCause.JudgeTransport));
        grade.CauseDetail.Should().Contain("a says met; b says unknown (JudgeTransport: judge 'b': status 500").And.EndWith("c says unknown (JudgeUnknown: because of polite)");
    }

    [Fact]
    public async Task Grade_MemberWithAFallbackThatIsAMemberToo_HasNoSecondVote()
    {
        await using GradingHost host = await HostAsync([Polite], "Majority", "", [("Hindsight:Judges:a:Fallback", "b")], "500", "met", "unmet");

        Grade grade = await host.GradeAsync("Thank you.");

        grade.Verdicts.Single().Votes.Select(v => v.Kind).Should().Equal(VerdictKind.Unknown, VerdictKind.Met, VerdictKind.Unmet);
        grade.Cause.Should().Be(UngradedCause.JudgeDisagreement);
    }

    [Fact]
    public async Task Grade_PanelIsTheConfiguredJudge_DecidesWhatNamesNoneAndItsFirstJudgeAdvises()
    {
        await using GradingHost host = await HostAsync([Polite with { Judge = null }], "Majority", "", [("Hindsight:Judge", "panel")], "unmet", "unmet");

        (await host.GradeAsync("Thank you.")).Verdicts.Single().Source.Should().Be("panel:panel");
        await host.Curator.WriteAsync(Contexts.Hindsight("Thank you.", [], [Polite]), default);

        _judges.Select(j => j.Requests.Count(r => !ScriptedJudge.AsksForVerdicts(r))).Should().Equal(1, 0);
    }

    private Task<GradingHost> HostAsync(Criterion[] criteria, string rule, string escalation, params string[] judges) => HostAsync(criteria, rule, escalation, [], judges);

    /// <summary>A panel of judges a, b, …; each says a verdict a criterion, or fails with a status. One that is named does not sit on the panel.</summary>
    private async Task<GradingHost> HostAsync(Criterion[] criteria, string rule, string escalation, (string Key, string Value)[] more, params string[] judges)
    {
        List<(string, string)> settings = [("Hindsight:Panels:panel:Rule", rule), ("Hindsight:Panels:panel:Escalation", escalation), .. more];
        for (int i = 0; i < judges.Length; i++)
        {
            string[] parts = judges[i].Split(": ");
            string name = parts.Length == 2 ? parts[0] : ((char)('a' + i)).ToString();
            string[] said = parts[^1].Split(' ');
            ScriptedJudge judge = await ScriptedJudge.StartAsync(said[0] == "500" ? ScriptedJudge.Status(500)
                : ScriptedJudge.Says(ScriptedJudge.Verdicts([.. criteria.Zip(said, (c, verdict) => (c.Id, verdict)).Where(v => v.verdict != "-")])));
            _judges.Add(judge);
            settings.AddRange([($"Hindsight:Judges:{name}:Endpoint", judge.Endpoint.ToString()), ($"Hindsight:Judges:{name}:Model", "m"), ($"Hindsight:Judges:{name}:Retries", "0")]);
            if (parts.Length == 1)
                settings.Add(($"Hindsight:Panels:panel:Judges:{i}", name));
        }
        return new GradingHost(new FixedRubric(criteria), null, [.. settings]);
    }
}
