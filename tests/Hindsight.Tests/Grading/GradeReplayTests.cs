using Hindsight.Grading;
using Hindsight.Policies;
using Hindsight.Rubrics;
using Hindsight.Tasks;
using Hindsight.Trajectories;

namespace Hindsight.Tests.Grading;

public sealed class GradeReplayTests
{
    private static readonly TrainingTask Task = new() { Id = "order-1", Messages = [ChatMessage.User("Where is it?")] };

    [Fact]
    public async Task Grade_AnswerJudgedBefore_GivesThatGradeWithItsCost()
    {
        var sut = new Sut(Judged(seed: 7, [1, 2, 3]));

        Grade grade = await sut.GradeAsync(Answer(seed: 7, [1, 2, 3]));

        grade.Should().BeSameAs(sut.Past[0].Grade);
        grade.Usage.Calls.Should().Be(2);
        sut.Asked.Should().Be(0);
    }

    [Theory]
    [InlineData("order-1", 8ul, new[] { 1, 2, 3 }, "1")]    // the same words at another index: judged by itself
    [InlineData("order-1", 7ul, new[] { 1, 2, 4 }, "1")]
    [InlineData("order-1", 7ul, new[] { 1, 2 }, "1")]
    [InlineData("order-2", 7ul, new[] { 1, 2, 3 }, "1")]
    [InlineData("order-1", 7ul, new[] { 1, 2, 3 }, "2")]    // the rubric was edited meanwhile
    public async Task Grade_AnswerThatDiffers_AsksTheGrader(string task, ulong seed, int[] tokens, string version)
    {
        var sut = new Sut(Judged(seed: 7, [1, 2, 3])) { Rubric = Rubric(version) };

        await sut.GradeAsync(Answer(seed, tokens), Task with { Id = task });

        sut.Asked.Should().Be(1);
    }

    [Fact]
    public async Task Grade_StoredWithoutAScore_AsksAgain()
    {
        Trajectory stored = Judged(seed: 7, [1]);
        var sut = new Sut(stored with { Grade = stored.Grade with { Score = null, Cause = UngradedCause.JudgeTimeout } });

        await sut.GradeAsync(Answer(seed: 7, [1]));

        sut.Asked.Should().Be(1);
    }

    [Fact]
    public async Task Grade_StoredFromChecksAlone_ChecksAgain()
    {
        Trajectory stored = Judged(seed: 7, [1]);
        var sut = new Sut(stored with { Grade = stored.Grade with { Verdicts = [stored.Grade.Verdicts[0] with { Source = "check:contains" }] } });

        await sut.GradeAsync(Answer(seed: 7, [1]));

        sut.Asked.Should().Be(1);
    }

    [Fact]
    public async Task Grade_StoredFromVerdictsThatWereKept_GivesThatGradeThoughItMadeNoCall()
    {
        Trajectory stored = Judged(seed: 7, [1]);
        var sut = new Sut(stored with { Grade = stored.Grade with { UsageByJudge = new Dictionary<string, GradeUsage>() } });

        (await sut.GradeAsync(Answer(seed: 7, [1]))).Should().BeSameAs(sut.Past[0].Grade);

        sut.Asked.Should().Be(0);
    }

    [Fact]
    public async Task Grade_RubricNowFaulty_LeavesTheWordToTheGrader()
    {
        var sut = new Sut(Judged(seed: 7, [1])) { Rubric = null };

        await sut.GradeAsync(Answer(seed: 7, [1]));

        sut.Asked.Should().Be(1);
    }

    [Fact]
    public async Task Grade_Cancelled_IsCancellation()
    {
        var sut = new Sut(Judged(seed: 7, [1]));
        Func<Task> grade = () => sut.GradeAsync(Answer(seed: 7, [1]), cancellationToken: new(canceled: true));
        await grade.Should().ThrowAsync<OperationCanceledException>();
    }

    private static Rubric Rubric(string version) => new() { Name = "desk", Version = version, Criteria = [new() { Id = "polite", Text = "is polite", Kind = CriterionKind.Judge }] };

    private static Sample Answer(ulong seed, int[] tokens) => new()
    {
        PromptTokens = [9],
        ResponseTokens = tokens,
        LogProbs = new float[tokens.Length],
        RawLogProbs = new float[tokens.Length],
        Text = "On its way.",
        FinishReason = FinishReason.EndOfSequence,
        Seed = seed,
        PolicyVersion = "v",
    };

    private static Trajectory Judged(ulong seed, int[] tokens) => new()
    {
        Step = 4,
        TaskId = Task.Id,
        Index = 0,
        Role = TrajectoryRole.Sampled,
        Sample = Answer(seed, tokens),
        Grade = Grade.From(Rubric("1"), [Verdict.FromJudge(Rubric("1").Criteria[0], "house", met: true, "says please")], new Dictionary<string, GradeUsage> { ["house"] = new(2, 100, 20) }),
    };

    private sealed class Sut(params Trajectory[] past) : IGrader, IRubricSource
    {
        public Trajectory[] Past { get; } = past;

        public Rubric? Rubric { get; init; } = Rubric("1");

        public int Asked { get; private set; }

        public Task<Grade> GradeAsync(Sample sample, TrainingTask? task = null, CancellationToken cancellationToken = default) =>
            new GradeReplay(this, this, Past).GradeAsync(task ?? GradeReplayTests.Task, sample, cancellationToken);

        Task<Grade> IGrader.GradeAsync(TrainingTask task, Sample sample, CancellationToken cancellationToken)
        {
            Asked++;
            return System.Threading.Tasks.Task.FromResult(Grade.RubricFault("desk", "1", "asked again"));
        }

        public Rubric Resolve(TrainingTask task) => Rubric ?? throw new RubricException(["no such rubric"]);
    }
}
