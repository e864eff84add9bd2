using Hindsight.Grading;
using Hindsight.Rubrics;
using Hindsight.Tasks;
using Hindsight.Testing;

namespace Hindsight.SemanticKernel.Tests.Grading;

/// <summary>The held-out judge beside the one that is trained on.</summary>
public sealed class GoldGraderTests
{
    private static readonly Criterion Polite = Contexts.Judged("polite", "The reply is polite.");

    [Fact]
    public async Task Grade_GoldAtFullRate_StandsBesideTheScore()
    {
        await using ScriptedJudge judge = await ScriptedJudge.StartAsync(ScriptedJudge.Says(ScriptedJudge.Verdicts(("polite", "met"))));
        await using ScriptedJudge gold = await ScriptedJudge.StartAsync(ScriptedJudge.Says(ScriptedJudge.Verdicts(("polite", "unmet"))));
        await using GradingHost host = Host(judge, gold, "1");

        Grade grade = await host.GradeAsync("Thank you.");

        grade.Score.Should().Be(1);
        grade.Gold.Should().Be(new GoldScore("gold", 0));
        grade.UsageByJudge.Should().BeEquivalentTo(new Dictionary<string, GradeUsage> { ["main"] = new(1, 100, 7), ["gold"] = new(1, 100, 7) });
        grade.Verdicts.Single().Source.Should().Be("judge:main");
    }

    [Fact]
    public async Task Grade_GoldThatFails_LeavesTheScoreAndSaysWhy()
    {
        await using ScriptedJudge judge = await ScriptedJudge.StartAsync(ScriptedJudge.Says(ScriptedJudge.Verdicts(("polite", "met"))));
        await using ScriptedJudge gold = await ScriptedJudge.StartAsync(ScriptedJudge.Says("I cannot."));
        await using GradingHost host = Host(judge, gold, "1");

        Grade grade = await host.GradeAsync("Thank you.");

        (grade.Score, grade.Gold).Should().Be((1, new GoldScore("gold", null, UngradedCause.JudgeFormat)));
    }

    [Fact]
    public async Task Grade_AThirdOfTheAnswers_DrawsTheSameOnesEachTime()
    {
        await using ScriptedJudge judge = await ScriptedJudge.StartAsync(ScriptedJudge.Says(ScriptedJudge.Verdicts(("polite", "met"))));
        await using GradingHost host = Host(judge, judge, "0.3");

        int[] first = await DrawnAsync(host), second = await DrawnAsync(host);

        first.Should().Equal(second);
        // 200 draws at 0.3: 60 on average, 6.5 one standard deviation; the seeds are fixed.
        first.Length.Should().BeInRange(40, 80);
    }

    [Fact]
    public async Task Grade_RubricEditedBetweenTheTwoJudges_ComparesNothing()
    {
        await using ScriptedJudge judge = await ScriptedJudge.StartAsync(ScriptedJudge.Says(ScriptedJudge.Verdicts(("polite", "met"))));
        await using GradingHost host = Host(judge, judge, "1", new EditedRubric());

        Grade grade = await host.GradeAsync("Thank you.");

        (grade.Score, grade.RubricVersion, grade.Gold, grade.Usage.Calls).Should().Be((1.0, "1", null, 2));
    }

    [Fact]
    public async Task Faults_CriterionWhoseJudgeTheGoldJudgeShares_IsRefused()
    {
        Criterion[] criteria = [Polite, .. new[] { "gold", "duo", "main" }.Select(judge => Contexts.Judged(judge, "Text.") with { Judge = judge })];
        await using GradingHost host = new(
            new FixedRubric(criteria), new Uri("http://localhost:1/v1"), ("Hindsight:Judge", "main"), ("Hindsight:Judges:gold:Endpoint", "http://localhost:1/v1"), ("Hindsight:Judges:gold:Model", "m"),
            ("Hindsight:Panels:duo:Judges:0", "main"), ("Hindsight:Panels:duo:Judges:1", "gold"), ("Hindsight:Gold:Judge", "gold"));

        host.Top.Faults(new FixedRubric(criteria).Rubric).Should().Equal(
            new RubricFault("gold", "rubric 'service', criterion 'gold': found the judge 'gold', expected one that is not the gold judge."),
            new RubricFault("duo", "rubric 'service', criterion 'duo': found the judge 'duo', expected one that does not ask gold, as the gold judge 'gold' does."));
    }

    private static async Task<int[]> DrawnAsync(GradingHost host)
    {
        Grade[] grades = await Task.WhenAll(Enumerable.Range(0, 200).Select(i =>
            host.Top.GradeAsync(Contexts.Task(), Contexts.Sample("Thank you.") with { Seed = (ulong)i }, CancellationToken.None)));
        return [.. Enumerable.Range(0, 200).Where(i => grades[i].Gold is not null)];
    }

    private static GradingHost Host(ScriptedJudge judge, ScriptedJudge gold, string rate, IRubricSource? rubrics = null) => new(
        rubrics ?? new FixedRubric(Polite), judge.Endpoint,
        ("Hindsight:Judge", "main"), ("Hindsight:Judges:gold:Endpoint", gold.Endpoint.ToString()), ("Hindsight:Judges:gold:Model", "gold-model"),
        ("Hindsight:Gold:Judge", "gold"), ("Hindsight:Gold:Rate", rate));

    private sealed class EditedRubric : IRubricSource
    {
        private int _version;

        public Rubric Resolve(TrainingTask task) => new FixedRubric(Polite).Rubric with { Version = $"{++_version}" };
    }
}
