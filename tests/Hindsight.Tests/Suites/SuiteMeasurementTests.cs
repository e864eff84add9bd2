using Hindsight.Grading;
using Hindsight.Policies;
using Hindsight.Suites;
using static Hindsight.Grading.VerdictKind;
using static Hindsight.Tests.Suites.Answers;

namespace Hindsight.Tests.Suites;

public sealed class SuiteMeasurementTests
{
    [Fact]
    public void Measure_Instructions_CountsPromptsAndInstructionsStrictlyAndLoosely()
    {
        Suite suite = Suite(SuiteForm.Instructions, Item("a", Demand("x", ("instruction", "x")), Demand("y", ("instruction", "y"))), Item("b", Demand("x", ("instruction", "x"))), Item("c"), Item("d"));
        SuiteAnswer[] answers = [Of("a", Verdict("x", Met, Met), Verdict("y", Unmet, Met)), Of("b", Verdict("x", Unmet, Unmet))];

        SuiteReport report = Measure(suite, answers);

        Counts(report).Should().Equal(("prompt_strict", 0, 2), ("instruction_strict", 1, 3), ("prompt_loose", 1, 2), ("instruction_loose", 2, 3));
        report.Groups.Should().Equal(new SuiteGroup("instruction", "x", new(1, 2), new(1, 2), new(1, 2), new(1, 2)), new SuiteGroup("instruction", "y", new(0, 1), new(0, 1), new(1, 1), new(1, 1)));
        (report.Prompts, report.Answers, report.Graded).Should().Be((4, 2, 2));
    }

    [Fact]
    public void Measure_UnknownVerdicts_AreCountedByCauseAndInNoNumber()
    {
        Suite suite = Suite(SuiteForm.Instructions, Item("a", Demand("x"), Demand("y")), Item("b", Demand("x")));
        SuiteAnswer unknown = Of("a", Verdict("x", Unmet, Unmet), Verdict("y", Unknown, Unknown));

        SuiteReport some = Measure(suite, [unknown, Of("b", Verdict("x", Met, Met))]), none = Measure(suite, [unknown]);

        some.Numbers.Values.Should().AllBeEquivalentTo(new Estimate(1, 1, 1, 1, 1));
        some.Ungraded.Should().Equal(new Dictionary<string, int> { ["CheckUnknown"] = 1 });
        none.Numbers.Should().HaveCount(4);
        none.Numbers.Values.Should().AllSatisfy(number => number.Should().BeNull("nothing was graded, so there is no number"));
    }

    [Fact]
    public void Measure_Constraints_CountsPromptsConstraintsAndKinds()
    {
        SuiteDemand words = Demand("w", ("difficulty", "Level 1"), ("category", "Length"), ("kind", "Length_Words")), lines = Demand("l", ("difficulty", "Level 1"), ("category", "Length"), ("kind", "Length_Lines"));
        Suite suite = Suite(SuiteForm.Constraints, Item("a", words, lines), Item("b", words));
        SuiteAnswer[] answers = [Of("a", Verdict("w", Met), Verdict("l", Unmet)), Of("b", Verdict("w", Met))];

        SuiteReport report = Measure(suite, answers);

        Counts(report).Should().Equal(("prompt", 1, 2), ("constraint", 2, 3), ("constraint_by_prompt", 1.5, 2));
        report.Groups.Should().Equal(
            new SuiteGroup("difficulty", "Level 1", new(1, 2), new(2, 3), null, null), new SuiteGroup("category", "Length", new(1, 2), new(2, 3), null, null),
            new SuiteGroup("kind", "Length_Lines", new(0, 1), new(0, 1), null, null), new SuiteGroup("kind", "Length_Words", new(2, 2), new(2, 2), null, null));
    }

    [Fact]
    public void Measure_Tasks_MeansScoresAndCountsPassesAndCriteria()
    {
        Suite suite = Suite(SuiteForm.Tasks, Item("a"), Item("b"));
        SuiteAnswer[] answers =
        [
            Of("a", Verdict("kind", Met), Verdict("rude", Met) with { Weight = -1 }) with { Score = 0.5, Tokens = 4, FinishReason = FinishReason.Length },
            Of("a", Verdict("kind", Met), Verdict("rude", Unmet) with { Weight = -1 }) with { Sample = 1, Score = 1, Tokens = 8, FinishReason = FinishReason.EndOfSequence },
            Of("b") with { Score = null, Ungraded = UngradedCause.JudgeTimeout },
        ];

        SuiteReport report = Measure(suite, answers);

        Counts(report).Should().Equal(("score", 1.5, 2), ("pass_rate", 1, 2));
        report.Groups.Should().Equal(new SuiteGroup("criterion", "kind", new(2, 2), new(2, 2), null, null), new SuiteGroup("criterion", "rude (avoided)", new(1, 2), new(1, 2), null, null));
        report.Ungraded.Should().Equal(new Dictionary<string, int> { ["JudgeTimeout"] = 1 });
        (report.MeanTokens, report.CutOff).Should().Be((6, 0.5));
    }

    private static SuiteReport Measure(Suite suite, IReadOnlyList<SuiteAnswer> answers) => SuiteMeasurement.Measure(suite, answers, [], [], successThreshold: 1, seed: 1);

    private static IEnumerable<(string Name, double Reached, double Of)> Counts(SuiteReport report) => report.Numbers.Select(n => (n.Key, n.Value!.Reached, n.Value.Of));
}
