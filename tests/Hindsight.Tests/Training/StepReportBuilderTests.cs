using Hindsight.Grading;
using Hindsight.Rubrics;
using Hindsight.Tasks;
using Hindsight.Training;
using Hindsight.Trajectories;

namespace Hindsight.Tests.Training;

public sealed class StepReportBuilderTests
{
    [Fact]
    public void Build_VerdictsOfAPanel_CountsThoseOfDraftsAndRevisions()
    {
        TrajectoryGroup group = Groups.Of(truncated: -1);
        Trajectory revision = group.Drafts[0] with { Index = 3, ParentIndex = 0, Role = TrajectoryRole.Revised, Grade = Grade(VerdictKind.Met) };
        Trajectory[] drafts = [.. group.Drafts.Select(d => d with { Grade = Grade(VerdictKind.Unmet) })];

        StepReport report = StepReportBuilder.Build(1, 0, 0, [group with { Drafts = drafts, Revisions = [revision], Members = drafts }], [], new OneRubric(), 1, null);

        PanelAgreement duo = report.Panels.Should().ContainSingle().Which.Value;
        (duo.Verdicts, duo.Compared, duo.Share).Should().Be((4, 4, 1));
        duo.Ratings.Should().Equal(new Dictionary<string, int> { ["0"] = 6, ["1"] = 2 });
    }

    private static Grade Grade(VerdictKind kind) => Hindsight.Grading.Grade.From(OneRubric.Rubric, [new Verdict
    {
        CriterionId = "c", Kind = kind, Source = PanelSource.Of("duo"), Votes = [new Vote("a", kind, null, ""), new Vote("b", kind, null, "")],
    }]);

    private sealed class OneRubric : IRubricSource
    {
        public static readonly Rubric Rubric = new() { Name = "r", Version = "1", Criteria = [new Criterion { Id = "c", Text = "t" }] };

        public Rubric Resolve(TrainingTask task) => Rubric;
    }
}
