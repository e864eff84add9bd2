using System.Text.Json;
using Hindsight.Grading;
using Hindsight.Rubrics;
using Hindsight.Testing;

namespace Hindsight.Tests.Grading;

public sealed class PointScoreTests
{
    [Fact]
    public void Of_MetPitfallsAlone_IsNegative() => PointScore.Of([(10, false), (-5, true), (-3, true)]).Should().Be(-0.8);

    [Fact]
    public void Of_NothingToWin_IsUndefined() => PointScore.Of([(-5, true)]).Should().BeNull();

    [Fact]
    public void Mean_OverAnswers_IsCutOnlyThen() => PointScore.Mean([-0.8, 1, 0.4]).Should().BeApproximately(0.2, 1e-15);

    [Fact]
    public void Mean_BelowNothing_IsZero() => PointScore.Mean([-0.8, 0.2]).Should().Be(0);

    [Fact]
    public void ByTag_CriteriaAndTask_EachOverItsOwn()
    {
        Criterion[] criteria = [Criterion("a", 7, "axis:accuracy"), Criterion("b", 3, "axis:accuracy", "level:example"), Criterion("c", -2, "axis:tone"), Criterion("d", 5)];
        Verdict[] verdicts = [Verdict(criteria[0], true), Verdict(criteria[1], false), Verdict(criteria[2], true), Verdict(criteria[3], true)];

        // accuracy: 7 of 10; example: 0 of 3; tone: nothing to win; the task's own tag: 7 − 2 + 5 of 15.
        PointScore.ByTag(criteria, verdicts, ["theme:x"]).Should().BeEquivalentTo(new Dictionary<string, double> { ["axis:accuracy"] = 0.7, ["level:example"] = 0, ["theme:x"] = 10.0 / 15 });
    }

    [DataFact("healthbench")]
    public void Of_HealthBenchsOfficialScores_AreReproducedExactly()
    {
        int rows = 0, belowZero = 0;
        foreach (JsonElement row in Directory.GetFiles(ReferenceData.FolderOf("healthbench"), "scoring_reference*.jsonl").SelectMany(ReferenceData.ReadLines))
        {
            IEnumerable<(double, bool)> points = row.GetProperty("points").EnumerateArray().Select(p => p.GetDouble()).Zip(row.GetProperty("criteria_met").EnumerateArray().Select(m => m.GetBoolean()));
            double official = row.GetProperty("metrics").GetProperty("overall_score").GetDouble();

            PointScore.Of(points).Should().Be(official, row.GetProperty("prompt_id").GetString());
            rows++;
            if (official < 0) belowZero++;
        }

        rows.Should().BeGreaterThan(300);
        belowZero.Should().BePositive("scores of single answers are not cut");
    }

    private static Criterion Criterion(string id, double points, params string[] tags) => new() { Id = id, Text = id, Weight = points, Kind = CriterionKind.Judge, Tags = tags };

    private static Verdict Verdict(Criterion criterion, bool met) => Hindsight.Grading.Verdict.FromJudge(criterion, "j", met, "");
}
