using Hindsight.Grading;
using Hindsight.Policies;
using Hindsight.Tasks;
using Hindsight.Trajectories;

namespace Hindsight.Tests.Trajectories;

public sealed class TrajectoryReportTests
{
    private static readonly TrainingTask Task = new()
    {
        Id = "desk/17",
        Messages = [ChatMessage.System("You answer for the order desk."), ChatMessage.User("My order 4711 is late.\n\nWhere is it?")],
    };

    private static readonly Trajectory Draft = new()
    {
        Step = 3,
        TaskId = Task.Id,
        Index = 2,
        Role = TrajectoryRole.Sampled,
        Sample = Answer("Hello. It is on its way.\u001b[2J", 7, 12, FinishReason.EndOfSequence),
        Grade = new()
        {
            Verdicts =
            [
                new() { CriterionId = "greets", Kind = VerdictKind.Met, Weight = 2, Reason = "starts with 'Hello'", Source = "check:starts_with" },
                new() { CriterionId = "names_order", Kind = VerdictKind.Unmet, Degree = 0.25, Reason = "found no '4711' anywhere in the answer; expected it at least once, because the customer gave that number", Source = "check:contains" },
                new() { CriterionId = "kind", Kind = VerdictKind.Unmet, Veto = true, Weight = 0, Reason = "no apology", Source = "judge:house" },
                new() { CriterionId = "begs", Kind = VerdictKind.Met, Weight = -0.5, Reason = "found 'please'", Source = "check:contains" },
            ],
            Score = 1 / 3.0,
            Rubric = "order-desk",
            RubricVersion = "0123456789abcdef",
            UsageByJudge = new Dictionary<string, GradeUsage> { ["j"] = new(1, 320, 41) },
        },
        Reward = null,
        Standing = TrajectoryStanding.Replaced,
    };

    private static readonly Trajectory Revision = Draft with
    {
        Index = 10,
        Role = TrajectoryRole.Revised,
        ParentIndex = 2,
        Sample = Answer("Hello. I am sorry. Order 4711 is on its way.", 99, 20, FinishReason.Length),
        Grade = Draft.Grade with
        {
            Verdicts = [.. Draft.Grade.Verdicts.Select(v => v with { Kind = VerdictKind.Met, Degree = null, Reason = "found" })],
            Score = 1,
            UsageByJudge = new Dictionary<string, GradeUsage>(),
        },
        HindsightPrompt = [.. Task.Messages, ChatMessage.Assistant("Hello. It is on its way."), ChatMessage.User("Your answer does not name the order. Write it anew.")],
        Advice = "Say sorry, and name the order.",
        Reward = 1,
        Advantage = 1.5,
        Standing = TrajectoryStanding.Kept,
        ReplacedIndex = 2,
    };

    private const string Story = """
        == Step 3, task desk/17 ==
          system:
            You answer for the order desk.
          user:
            My order 4711 is late.

            Where is it?

        == Draft 2 ==
          Hello. It is on its way.␛[2J

          12 tokens, ended by itself, policy v2, seed 7

          verdict  criterion       weight  degree  by                 reason
          met      greets               2       -  check:starts_with  starts with 'Hello'
          unmet    names_order          1    0.25  check:contains     found no '4711' anywhere in the answer; expected it at
                                                                      least once, because the customer gave that number
          unmet    kind (veto)          0       -  judge:house        no apology
          met      begs (pitfall)    -0.5       -  check:contains     found 'please'

          score 0.3333 by rubric order-desk (0123456789abcdef); 1 judge calls, 320 tokens in, 41 out
          reward -, advantage -: its place was taken by 10

        == Hindsight prompt ==
          system:
            You answer for the order desk.
          user:
            My order 4711 is late.

            Where is it?
          assistant:
            Hello. It is on its way.
          user:
            Your answer does not name the order. Write it anew.

        == Advice ==
          Say sorry, and name the order.

        == Revision 10 of draft 2 ==
          Hello. I am sorry. Order 4711 is on its way.

          20 tokens, cut off by the length limit, policy v2, seed 99

          verdict  criterion       weight  degree  by                 reason
          met      greets               2       -  check:starts_with  found
          met      names_order          1       -  check:contains     found
          met      kind (veto)          0       -  judge:house        found
          met      begs (pitfall)    -0.5       -  check:contains     found

          score 1.0000 by rubric order-desk (0123456789abcdef)
          reward 1.0000, advantage +1.5000: trained on in the place of draft 2

        """;

    [Fact]
    public void Show_DraftWithRevision_TellsTheWholeStory() => TrajectoryReport.Show(Draft, [Draft, Other, Revision], Task).Should().Be(Story);

    [Fact]
    public void Show_TheRevision_TellsTheSameStory() => TrajectoryReport.Show(Revision, [Draft, Other, Revision], Task).Should().Be(Story);

    [Fact]
    public void Show_VerdictOfAPanel_IsFollowedByItsVotes()
    {
        Verdict verdict = new()
        {
            CriterionId = "warm", Kind = VerdictKind.Unmet, Degree = 0.5, Reason = "so-so", Source = PanelSource.Of("duo", "strong"),
            Votes = [new("a", VerdictKind.Met, 1, "very"), new("b", VerdictKind.Unknown, null, "no reply"), new("strong", VerdictKind.Unmet, 0.5, "so-so")],
        };

        TrajectoryReport.Show(Draft with { Grade = Draft.Grade with { Verdicts = [verdict] } }, [], Task).Should().Contain("""
              verdict    criterion  weight  degree  by                      reason
              unmet      warm            1     0.5  panel:duo/judge:strong  so-so
                met                              1    a                     very
                unknown                          -    b                     no reply
                unmet                          0.5    strong                so-so

            """);
    }

    [Fact]
    public void Show_UngradedDraftOfAnUnknownTask_SaysWhyThereIsNoScore()
    {
        Trajectory ungraded = Draft with
        {
            Sample = Answer("", 7, 1, FinishReason.EndOfSequence),
            Grade = Grade.RubricFault("order-desk", "", "the variable 'date' is missing"),
            Standing = TrajectoryStanding.Ungraded,
        };

        TrajectoryReport.Show(ungraded, [ungraded], null).Should().Be("""
            == Step 3, task desk/17 ==
              (The task is not in the store.)

            == Draft 2 ==
              (an empty answer)

              1 tokens, ended by itself, policy v2, seed 7

              ungraded (RubricFault: the variable 'date' is missing) by rubric order-desk ()
              reward -, advantage -: left out: it has no score

            """);
    }

    [Fact]
    public void Show_RevisionWithoutItsDraft_SaysSo() =>
        TrajectoryReport.Show(Revision, [Revision], Task).Should().Contain("== Draft 2 is not in the store ==").And.Contain("== Revision 10 of draft 2 ==");

    [Fact]
    public void Show_AnyStanding_IsSaidInWords()
    {
        foreach (TrajectoryStanding standing in Enum.GetValues<TrajectoryStanding>())
            TrajectoryReport.Show(Draft with { Standing = standing }, [], Task).Should().NotContain($": {standing}\n");
    }

    [Fact]
    public void Show_LongTexts_KeepToThePage()
    {
        Trajectory draft = Draft with { Sample = Draft.Sample with { Text = new string('x', 500) + " " + string.Join(' ', Enumerable.Repeat("word", 200)) } };
        TrajectoryReport.Show(draft, [draft], Task).Split('\n').Should().OnlyContain(line => line.Length <= 120);
    }

    // The same task's other answer in another step is another story.
    private static Trajectory Other => Revision with { Step = 4, Advice = "another step" };

    private static Sample Answer(string text, ulong seed, int tokens, FinishReason finish) => new()
    {
        PromptTokens = [1],
        ResponseTokens = new int[tokens],
        LogProbs = new float[tokens],
        RawLogProbs = new float[tokens],
        Text = text,
        FinishReason = finish,
        Seed = seed,
        PolicyVersion = "v2",
    };
}
