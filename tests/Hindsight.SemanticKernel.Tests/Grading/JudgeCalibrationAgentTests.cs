using Hindsight.Calibration;
using Hindsight.Grading;
using Hindsight.Rubrics;
using Hindsight.SemanticKernel.Grading;
using Hindsight.SemanticKernel.Judging;

namespace Hindsight.SemanticKernel.Tests.Grading;

public sealed class JudgeCalibrationAgentTests
{
    private static readonly Criterion[] Criteria = [Contexts.Judged("x", "X"), Contexts.Judged("y", "Y"), Contexts.Judged("z", "Z")];

    private readonly RecordingJudge _judge = new();

    [Fact]
    public async Task Try_AllCriteriaInOneCall_AsksBothOrdersAsQuestionsOfTheirOwn()
    {
        JudgeTrial trial = await TryAsync(JudgeCalls.All, Criteria);

        _judge.Requests.Select(r => string.Concat(r.Criteria.Select(c => c.Id))).Should().Equal("xyz", "zyx");
        _judge.Requests.Select(r => r.Variant).Should().Equal("order: x y z", "order: z y x");
        CalibrationReading reading = trial.Readings.Single();
        reading.Verdicts.Select(v => (v.CriterionId, v.Reason)).Should().Equal(("x", "0"), ("y", "1"), ("z", "2"));
        reading.Reversed.Select(v => (v.CriterionId, v.Reason)).Should().Equal(("x", "2"), ("y", "1"), ("z", "0"));
        reading.Usage.Should().Be(new GradeUsage(2, 20, 2));
        (trial.Judge, trial.IsPanel).Should().Be(("recording", false));
    }

    [Theory]
    [InlineData(JudgeCalls.Each, 3)]
    [InlineData(JudgeCalls.Group, 3)]
    [InlineData(JudgeCalls.All, 1)]
    public async Task Try_NoOtherOrder_AsksOnce(JudgeCalls calls, int criteria)
    {
        JudgeTrial trial = await TryAsync(calls, Criteria[..criteria]);

        _judge.Requests.Should().ContainSingle();
        trial.Readings.Single().Reversed.Should().BeEmpty();
    }

    [Fact]
    public async Task Try_UnknownJudge_IsRefusedAsFaultsSay()
    {
        JudgeCalibrationAgent agent = Agent();

        agent.Faults(["recording", "nobody"]).Should().Equal("found the judge's name 'nobody', expected one of recording");
        await agent.Awaiting(a => a.TryAsync("nobody", [], 1, default)).Should().ThrowAsync<ArgumentException>().WithMessage("found the judge's name 'nobody'*");
    }

    private Task<JudgeTrial> TryAsync(JudgeCalls calls, Criterion[] criteria)
    {
        var rubric = new Rubric { Name = "r", Version = "0", Criteria = criteria, Calls = calls };
        return Agent().TryAsync("recording", [new LabelledAnswer(Contexts.Task(), rubric, "Hello", [.. criteria.Select(c => new Label(c, 1))])], 1, default);
    }

    private JudgeCalibrationAgent Agent() => new(new JudgeDirectory<ICriterionJudge>([_judge], judge => judge.Name, null));

    /// <summary>Says of each criterion where it stood.</summary>
    private sealed class RecordingJudge : ICriterionJudge
    {
        public List<JudgingRequest> Requests { get; } = [];

        public string Name => "recording";

        public string Source => "judge:recording";

        public Task<JudgedCriteria> JudgeAsync(JudgingRequest request, CancellationToken cancellationToken)
        {
            Requests.Add(request);
            Verdict[] verdicts = [.. request.Criteria.Select((c, place) => Verdict.FromJudge(c, Name, true, $"{place}"))];
            return Task.FromResult(new JudgedCriteria(verdicts, new Dictionary<string, GradeUsage> { [Name] = new(1, 10, 1) }));
        }
    }
}
