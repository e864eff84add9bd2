using Hindsight.Grading;
using Hindsight.Policies;
using Hindsight.Trajectories;

namespace Hindsight.Storage.Rows;

/// <summary>A row of <c>trajectories</c>; its verdicts are rows of their own.</summary>
internal sealed class TrajectoryRow
{
    public required string RunId { get; init; }

    public required int Step { get; init; }

    public required string TaskId { get; init; }

    public required int SampleIndex { get; init; }

    public required string Role { get; init; }

    public required int? ParentIndex { get; init; }

    public required byte[] PromptTokens { get; init; }

    public required byte[] ResponseTokens { get; init; }

    public required byte[] LogProbs { get; init; }

    public required byte[] RawLogProbs { get; init; }

    public required string Text { get; init; }

    public required string FinishReason { get; init; }

    /// <summary>The seed's 64 bits as a signed number.</summary>
    public required long Seed { get; init; }

    public required string PolicyVersion { get; init; }

    public required double? Score { get; init; }

    public required string? Cause { get; init; }

    public required string? CauseDetail { get; init; }

    public required string Rubric { get; init; }

    public required string RubricVersion { get; init; }

    public required int JudgeCalls { get; init; }

    public required long JudgeInputTokens { get; init; }

    public required long JudgeOutputTokens { get; init; }

    public required double JudgeCost { get; init; }

    /// <summary>JSON: calls, tokens and cost by judge.</summary>
    public required string JudgeUsage { get; init; }

    /// <summary>JSON: kind, reason and judge.</summary>
    public required string? Steering { get; init; }

    /// <summary>JSON: judge, score and cause.</summary>
    public required string? Gold { get; init; }

    /// <summary>JSON: a list of <c>role</c> and <c>content</c>.</summary>
    public required string? HindsightPrompt { get; init; }

    public required string? Advice { get; init; }

    public required double? Reward { get; init; }

    public required double? Advantage { get; init; }

    public required string Standing { get; init; }

    public required int? ReplacedIndex { get; init; }

    /// <summary><see cref="ExactNumbers"/> of score, reward and advantage.</summary>
    public required string? Exact { get; init; }

    public static TrajectoryRow From(string runId, Trajectory trajectory)
    {
        Sample sample = trajectory.Sample;
        Grade grade = trajectory.Grade;
        return new()
        {
            RunId = runId,
            Step = trajectory.Step,
            TaskId = trajectory.TaskId,
            SampleIndex = trajectory.Index,
            Role = trajectory.Role.ToString(),
            ParentIndex = trajectory.ParentIndex,
            PromptTokens = ArrayBlob.Write(sample.PromptTokens),
            ResponseTokens = ArrayBlob.Write(sample.ResponseTokens),
            LogProbs = ArrayBlob.Write(sample.LogProbs),
            RawLogProbs = ArrayBlob.Write(sample.RawLogProbs),
            Text = sample.Text,
            FinishReason = sample.FinishReason.ToString(),
            Seed = unchecked((long)sample.Seed),
            PolicyVersion = sample.PolicyVersion,
            Score = ExactNumbers.Column(grade.Score),
            Cause = grade.Cause?.ToString(),
            CauseDetail = grade.CauseDetail,
            Rubric = grade.Rubric,
            RubricVersion = grade.RubricVersion,
            JudgeCalls = grade.Usage.Calls,
            JudgeInputTokens = grade.Usage.InputTokens,
            JudgeOutputTokens = grade.Usage.OutputTokens,
            JudgeCost = grade.Usage.Cost,
            JudgeUsage = ColumnJson.Serialize(grade.UsageByJudge),
            Steering = grade.Steering is null ? null : ColumnJson.Serialize(grade.Steering),
            Gold = grade.Gold is null ? null : ColumnJson.Serialize(grade.Gold),
            HindsightPrompt = trajectory.HindsightPrompt is null ? null : ColumnJson.Serialize(trajectory.HindsightPrompt),
            Advice = trajectory.Advice,
            Reward = ExactNumbers.Column(trajectory.Reward),
            Advantage = ExactNumbers.Column(trajectory.Advantage),
            Standing = trajectory.Standing.ToString(),
            ReplacedIndex = trajectory.ReplacedIndex,
            Exact = ExactNumbers.Write(grade.Score, trajectory.Reward, trajectory.Advantage),
        };
    }

    /// <param name="verdicts">This trajectory's verdicts in order of position.</param>
    /// <param name="promptTokens">The prompt's tokens, which samples of one prompt share.</param>
    public Trajectory ToTrajectory(IEnumerable<VerdictRow> verdicts, int[] promptTokens)
    {
        double?[] numbers = ExactNumbers.Read(Exact, Score, Reward, Advantage);
        return new()
        {
            Step = Step,
            TaskId = TaskId,
            Index = SampleIndex,
            Role = Enum.Parse<TrajectoryRole>(Role),
            ParentIndex = ParentIndex,
            Sample = new()
            {
                PromptTokens = promptTokens,
                ResponseTokens = ArrayBlob.ReadIntegers(ResponseTokens),
                LogProbs = ArrayBlob.ReadSingles(LogProbs),
                RawLogProbs = ArrayBlob.ReadSingles(RawLogProbs),
                Text = Text,
                FinishReason = Enum.Parse<FinishReason>(FinishReason),
                Seed = unchecked((ulong)Seed),
                PolicyVersion = PolicyVersion,
            },
            Grade = new()
            {
                Verdicts = [.. verdicts.Select(v => v.ToVerdict())],
                Score = numbers[0],
                Cause = Cause is null ? null : Enum.Parse<UngradedCause>(Cause),
                CauseDetail = CauseDetail,
                Rubric = Rubric,
                RubricVersion = RubricVersion,
                UsageByJudge = ColumnJson.Deserialize<Dictionary<string, GradeUsage>>(JudgeUsage),
                Steering = Steering is null ? null : ColumnJson.Deserialize<SteeringFinding>(Steering),
                Gold = Gold is null ? null : ColumnJson.Deserialize<GoldScore>(Gold),
            },
            HindsightPrompt = HindsightPrompt is null ? null : ColumnJson.Deserialize<IReadOnlyList<ChatMessage>>(HindsightPrompt),
            Advice = Advice,
            Reward = numbers[1],
            Advantage = numbers[2],
            Standing = Enum.Parse<TrajectoryStanding>(Standing),
            ReplacedIndex = ReplacedIndex,
        };
    }
}
