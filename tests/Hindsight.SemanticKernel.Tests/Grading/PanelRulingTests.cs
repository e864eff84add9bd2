using Hindsight.Grading;
using Hindsight.Rubrics;
using Hindsight.SemanticKernel.Grading;
using Hindsight.SemanticKernel.Judging;

namespace Hindsight.SemanticKernel.Tests.Grading;

/// <summary>Verdicts as letters: <c>y</c> met, <c>n</c> unmet, <c>?</c> the judge cannot tell, <c>!</c> it timed out; or as the numbers of levels 0, ⅓, ⅔ and 1.</summary>
public sealed class PanelRulingTests
{
    private static readonly Criterion Plain = Contexts.Judged("c", "t");
    private static readonly Criterion Levelled = Plain with { Levels = [new(0, "a"), new(1.0 / 3, "b"), new(2.0 / 3, "c"), new(1, "d")] };

    [Theory]
    [InlineData(PanelRule.Majority, "yyy", 1.0)]
    [InlineData(PanelRule.Majority, "ynn", 0.0)]
    [InlineData(PanelRule.Majority, "yy?", 1.0)]
    [InlineData(PanelRule.Majority, "nnn!?", 0.0)]
    [InlineData(PanelRule.Unanimous, "nnn", 0.0)]
    [InlineData(PanelRule.Median, "yny", 1.0)]
    [InlineData(PanelRule.Median, "nn!", 0.0)]
    public void Of_EnoughSayTheSame_Agree(PanelRule rule, string verdicts, double expected) => Rule(rule, verdicts).Should().Be(new PanelRuling(expected, null));

    [Theory]
    [InlineData(PanelRule.Majority, "yn")]
    [InlineData(PanelRule.Majority, "yynn")]
    [InlineData(PanelRule.Majority, "yn?")]
    [InlineData(PanelRule.Majority, "yyn!!")]
    [InlineData(PanelRule.Unanimous, "yyn")]
    [InlineData(PanelRule.Unanimous, "yn!")]
    [InlineData(PanelRule.Median, "yynn")]
    [InlineData(PanelRule.Median, "yn!")]
    public void Of_EnoughDecidedAndDiffer_Disagree(PanelRule rule, string verdicts) => Rule(rule, verdicts).Should().Be(new PanelRuling(null, UngradedCause.JudgeDisagreement));

    [Theory]
    [InlineData(PanelRule.Majority, "y!", UngradedCause.JudgeTimeout)]
    [InlineData(PanelRule.Majority, "y?!", UngradedCause.JudgeUnknown)]
    [InlineData(PanelRule.Majority, "!?", UngradedCause.JudgeTimeout)]
    [InlineData(PanelRule.Unanimous, "yy!", UngradedCause.JudgeTimeout)]
    [InlineData(PanelRule.Unanimous, "??!", UngradedCause.JudgeUnknown)]
    [InlineData(PanelRule.Median, "y!!", UngradedCause.JudgeTimeout)]
    [InlineData(PanelRule.Median, "yy!!", UngradedCause.JudgeTimeout)]
    public void Of_TooFewDecided_HasTheFirstFailuresCause(PanelRule rule, string verdicts, UngradedCause cause) => Rule(rule, verdicts).Should().Be(new PanelRuling(null, cause));

    [Theory]
    [InlineData(PanelRule.Majority, "1123", null)]
    [InlineData(PanelRule.Majority, "12333", 3)]
    [InlineData(PanelRule.Median, "0133", null)]
    [InlineData(PanelRule.Median, "0223", 2)]
    [InlineData(PanelRule.Median, "310", 1)]
    [InlineData(PanelRule.Median, "31!", null)]
    [InlineData(PanelRule.Median, "331!", 3)]
    [InlineData(PanelRule.Unanimous, "22", 2)]
    public void Of_Levels_CompareTheirDegrees(PanelRule rule, string levels, int? expected)
    {
        Verdict[] verdicts = [.. levels.Select(l => l == '!' ? Of(Levelled, '!') : Verdict.FromJudge(Levelled, "j", Levelled.Levels[l - '0'].Degree, ""))];

        PanelRuling.Of(rule, Levelled, verdicts).Rating.Should().Be(expected is { } level ? Levelled.Levels[level].Degree : null);
    }

    [Fact]
    public void Of_DegreeOnAPlainCriterion_DoesNotCount() =>
        PanelRuling.Of(PanelRule.Unanimous, Plain, [Of(Plain, 'y') with { Degree = 0.9 }, Of(Plain, 'y') with { Degree = 0.7 }]).Rating.Should().Be(1);

    private static PanelRuling Rule(PanelRule rule, string verdicts) => PanelRuling.Of(rule, Plain, [.. verdicts.Select(letter => Of(Plain, letter))]);

    private static Verdict Of(Criterion criterion, char letter) => letter switch
    {
        'y' or 'n' => Verdict.FromJudge(criterion, "j", letter == 'y', ""),
        _ => Verdict.Unknown(criterion, "j", letter == '?' ? UngradedCause.JudgeUnknown : UngradedCause.JudgeTimeout, ""),
    };
}
