using System.Text;
using System.Text.Json;
using CsCheck;
using Hindsight.Grading;
using Hindsight.Learning;
using Hindsight.Policies;
using Hindsight.Rubrics;
using Hindsight.Tasks;
using Hindsight.Training;
using Hindsight.Trajectories;

namespace Hindsight.Storage.Tests;

/// <summary>Records with every property varied, awkward values included.</summary>
internal static class RecordGenerators
{
    private static readonly Gen<double> Number = Gen.OneOf(
        Gen.Double, Gen.Double.Unit, Gen.Const(double.NaN), Gen.Const(-0.0), Gen.Const(0.0), Gen.Const(1.0), Gen.Const(double.NegativeInfinity), Gen.Const(double.Epsilon));

    private static readonly Gen<double> Share = Gen.OneOf(Gen.Double.Unit, Gen.Const(0.0), Gen.Const(1.0));

    private static readonly Gen<float> Single = Gen.OneOf(
        Gen.Float, Gen.Const(float.NaN), Gen.Const(-0f), Gen.Const(float.PositiveInfinity), Gen.Const(BitConverter.Int32BitsToSingle(0x7fa00001)));

    private static readonly Gen<string> Text = Gen.OneOf(
        Among("", " ", "\0", "a\0b", "\r\n", "it's \"quoted\"; DROP TABLE runs; --", "\u001b[31m", "é😀\u202e", "NaN", "{{$x}}"),
        Gen.Int[1, 0x10FFFF].Where(c => c is < 0xD800 or > 0xDFFF).Array[0, 12].Select(codes => string.Concat(codes.Select(c => new Rune(c).ToString()))));

    private static readonly Gen<int?> Index = Gen.Int[0, 63].Select(i => (int?)i).Or(null);

    private static readonly Gen<double?> NumberOrNull = Number.Select(n => (double?)n).Or(null);

    private static readonly Gen<string?> TextOrNull = Text.Select(t => (string?)t).Or(null);

    private static readonly Gen<UngradedCause?> Cause = Gen.Enum<UngradedCause>().Select(c => (UngradedCause?)c).Or(null);

    private static readonly Gen<ChatMessage> Message = Gen.Select(Among("system", "user", "assistant", "tool"), Text, (role, content) => new ChatMessage(role, content));

    private static readonly Gen<Sample> Sample =
        from prompt in Gen.Int.Array[0, 20]
        from response in Gen.Int.Array[0, 20]
        from logProbs in Single.Array[0, 20]
        from raw in Single.Array[0, 20]
        from text in Text
        from finish in Gen.Enum<FinishReason>()
        from seed in Gen.ULong
        from version in Text
        select new Sample
        {
            PromptTokens = prompt,
            ResponseTokens = response,
            LogProbs = logProbs,
            RawLogProbs = raw,
            Text = text,
            FinishReason = finish,
            Seed = seed,
            PolicyVersion = version,
        };

    private static readonly Gen<GradeUsage> Usage =
        Gen.Select(Gen.Int, Gen.Int, Gen.Int, Share, (calls, input, output, cost) => new GradeUsage(calls, input, output, cost));

    private static readonly Gen<Verdict> Verdict =
        from id in Text
        from kind in Gen.Enum<VerdictKind>()
        from weight in Number
        from veto in Gen.Bool
        from degree in NumberOrNull
        from reason in Text
        from source in Gen.OneOf(Text, Text.Select(t => "check:" + t))
        from cause in Cause
        from votes in Gen.Select(Text, Gen.Enum<VerdictKind>(), Share.Select(s => (double?)s).Or(null), Text, (judge, said, level, why) => new Vote(judge, said, level, why)).Array[0, 3]
        select new Verdict { CriterionId = id, Kind = kind, Weight = weight, Veto = veto, Degree = degree, Reason = reason, Source = source, Cause = cause, Votes = votes };

    private static readonly Gen<Grade> Grade =
        from verdicts in Verdict.Array[0, 8]
        from score in NumberOrNull
        from cause in Cause
        from detail in TextOrNull
        from rubric in Text
        from version in Text
        from usage in Gen.Select(Text, Usage).Array[0, 3]
        from steering in Gen.Select(Gen.Enum<VerdictKind>(), Text, Text, Gen.Bool, (kind, reason, judge, zeroed) => (SteeringFinding?)new SteeringFinding(kind, reason, judge, zeroed)).Or(null)
        from gold in Gen.Select(Text, Share.Select(s => (double?)s).Or(null), Cause, (judge, points, why) => (GoldScore?)new GoldScore(judge, points, why)).Or(null)
        select new Grade
        {
            Verdicts = [.. verdicts.DistinctBy(v => v.CriterionId)],
            Score = score,
            Cause = cause,
            CauseDetail = detail,
            Rubric = rubric,
            RubricVersion = version,
            UsageByJudge = Distinct(usage),
            Steering = steering,
            Gold = gold,
        };

    public static readonly Gen<Trajectory> Trajectory =
        from step in Gen.Int[0, 3]
        from task in Among("order-1", "order-10", "order-2", "é", "😀", "\uffee")
        from index in Gen.Int[0, 63]
        from role in Gen.Enum<TrajectoryRole>()
        from parent in Index
        from sample in Sample
        from grade in Grade
        from prompt in Message.Array[0, 3].Select(m => (IReadOnlyList<ChatMessage>?)m).Or(null)
        from advice in TextOrNull
        from reward in NumberOrNull
        from advantage in NumberOrNull
        from standing in Gen.Enum<TrajectoryStanding>()
        from replaced in Index
        select new Trajectory
        {
            Step = step,
            TaskId = task,
            Index = index,
            Role = role,
            ParentIndex = parent,
            Sample = sample,
            Grade = grade,
            HindsightPrompt = prompt,
            Advice = advice,
            Reward = reward,
            Advantage = advantage,
            Standing = standing,
            ReplacedIndex = replaced,
        };

    /// <summary>Trajectories of one run: their keys differ.</summary>
    public static readonly Gen<Trajectory[]> Trajectories = Trajectory.Array[0, 40].Select(all => all.DistinctBy(t => (t.Step, t.TaskId, t.Index)).ToArray());

    private static readonly Gen<Criterion> Criterion =
        from id in Text
        from text in Text
        from weight in Number
        from veto in Gen.Bool
        from levels in Gen.Select(Number, Text, (degree, description) => new CriterionLevel(degree, description)).Array[0, 3]
        from kind in Gen.Enum<CriterionKind>()
        from check in TextOrNull
        from argument in Among("""{"n":1.50,"deep":[1,null,{"x":"\u0000"}]}""", "7", "\"é\"", "true", "[]")
        from name in Text
        from judge in TextOrNull
        from condition in Gen.Select(Gen.Enum<ConditionKind>(), Text, TextOrNull, (what, of, value) => (CriterionCondition?)new CriterionCondition(what, of, value)).Or(null)
        from @group in TextOrNull
        from tags in Text.Array[0, 2]
        select new Criterion
        {
            Id = id,
            Text = text,
            Weight = weight,
            Veto = veto,
            Levels = levels,
            Kind = kind,
            Check = check,
            Arguments = new Dictionary<string, JsonElement> { [name] = JsonElement.Parse(argument) },
            Judge = judge,
            When = condition,
            Group = @group,
            Tags = tags,
        };

    private static readonly Gen<CriterionOverride> Override =
        from criterion in Criterion
        from all in Gen.Bool
        select new CriterionOverride
        {
            Id = criterion.Id,
            Drop = !all && criterion.Veto,
            Weight = all ? criterion.Weight : null,
            Veto = all ? criterion.Veto : null,
            Levels = all ? criterion.Levels : null,
            Arguments = all ? criterion.Arguments : null,
            Judge = criterion.Judge,
            When = criterion.When,
            Group = criterion.Group,
            Tags = all ? criterion.Tags : null,
        };

    public static readonly Gen<TrainingTask> Task =
        from id in Text
        from messages in Message.Array[1, 3]
        from rubric in TextOrNull
        from criteria in Criterion.Array[0, 3]
        from overrides in Override.Array[0, 3]
        from variables in Gen.Select(Text, Text).Array[0, 3]
        from tags in Text.Array[0, 3]
        from split in Gen.Enum<TaskSplit>()
        select new TrainingTask
        {
            Id = id,
            Messages = messages,
            Rubric = rubric,
            Criteria = criteria,
            Overrides = overrides,
            Variables = Distinct(variables),
            Tags = tags,
            Split = split,
        };

    public static readonly Gen<RunRecord> Run =
        from id in Text
        from ticks in Gen.Long[0, DateTime.MaxValue.Ticks / 2]
        from minutes in Gen.Int[-840, 840]
        from seed in Gen.ULong
        from configuration in Text
        from hash in Text
        from status in Gen.Enum<RunStatus>()
        from step in Gen.Int
        from failure in TextOrNull
        select new RunRecord
        {
            Id = id,
            StartedAt = new DateTimeOffset(TimeSpan.TicksPerDay + ticks, TimeSpan.FromMinutes(minutes)),
            Seed = seed,
            Configuration = configuration,
            PromptsHash = hash,
            Status = status,
            CheckpointedStep = step,
            Failure = failure,
        };

    private static readonly Gen<LearningReport> Learning =
        from n in Number.Array[13]
        from steps in Gen.Int
        from tokens in Gen.Long.Array[2]
        from version in Text
        select new LearningReport
        {
            Loss = n[0],
            PolicyLoss = n[1],
            Kl = n[2],
            Entropy = n[3],
            ClipFraction = n[4],
            DualClipFraction = n[5],
            MeanRatio = n[6],
            MeanRevisedRatio = n[7],
            RevisedLogProb = n[8],
            LargestLogProbDrift = n[9],
            MeanLogProbDrift = n[10],
            GradientNorm = n[11],
            LearningRate = n[12],
            OptimizerSteps = steps,
            ResponseTokens = tokens[0],
            ComputedTokens = tokens[1],
            PolicyVersion = version,
        };

    private static readonly Gen<RubricUsage> OfRubric = Gen.Select(Text, Text, Usage, (judge, rubric, usage) => new RubricUsage(judge, rubric, usage));

    private static readonly Gen<PanelAgreement> Panel =
        from i in Gen.Int.Array[4]
        from n in Number.Array[2]
        from ratings in Gen.Select(Text, Gen.Int).Array[0, 3]
        select new PanelAgreement { Verdicts = i[0], Compared = i[1], Escalated = i[2], Unknown = i[3], Share = n[0], FleissKappa = n[1], Ratings = Distinct(ratings) };

    private static readonly Gen<EvaluationReport> Evaluation =
        from i in Gen.Int.Array[3]
        from n in Number.Array[5]
        from ungraded in Gen.Select(Text, Gen.Int).Array[0, 3]
        from rates in Gen.Select(Text, Number).Array[0, 4]
        from pitfalls in Text.Array[0, 2]
        from usage in OfRubric.Array[0, 2]
        from steering in Gen.Int.Array[4].Select(c => (SteeringCount?)new(c[0], c[1], c[2], c[3])).Or(null)
        from gold in Gen.Select(Gen.Int.Array[2], Number.Array[2], (c, s) => (GoldComparison?)new(c[0], c[1], s[0], s[1])).Or(null)
        from panels in Gen.Select(Text, Panel).Array[0, 2]
        select new EvaluationReport
        {
            Tasks = i[0],
            TasksTooLong = i[1],
            Graded = i[2],
            Ungraded = Distinct(ungraded),
            Score = n[0],
            ScoreError = n[1],
            PassRate = n[2],
            CriterionRates = Distinct(rates),
            Pitfalls = pitfalls,
            MeanResponseTokens = n[3],
            TruncationRate = n[4],
            Steering = steering,
            Gold = gold,
            Panels = Distinct(panels),
            JudgeUsage = usage,
        };

    public static readonly Gen<StepReport> Report =
        from n in Number.Array[20]
        from i in Gen.Int.Array[18]
        from rates in Gen.Select(Text, Number).Array[0, 4]
        from ungraded in Gen.Select(Text, Gen.Int).Array[0, 3]
        from panels in Gen.Select(Text, Panel).Array[0, 2]
        from sampled in Gen.Long
        from advice in OfRubric.Array[0, 2]
        from learning in Learning.Select(l => (LearningReport?)l).Or(null)
        from warnings in Text.Array[0, 3]
        from edits in Text.Array[0, 3]
        from heldOut in Evaluation.Select(e => (EvaluationReport?)e).Or(null)
        select new StepReport
        {
            Step = i[0],
            Tasks = i[1],
            TasksTooLong = i[2],
            Drafts = i[3],
            MeanScore = n[0],
            PassRate = n[1],
            CriterionRates = Distinct(rates),
            MeanReward = n[2],
            RewardSpread = n[3],
            Ungraded = Distinct(ungraded),
            GroupsTrained = i[4],
            GroupsWithoutSpread = i[5],
            GroupsSkipped = i[6],
            Revisions = i[7],
            RevisionsBetter = i[8],
            RevisionsWorse = i[9],
            RevisionsRepeated = i[10],
            RevisionsKept = i[11],
            HindsightTooLong = i[12],
            RevisionGain = n[4],
            TruncationRate = n[5],
            MeanResponseTokens = n[6],
            Surprisal = n[17],
            SampledTokens = sampled,
            Learning = learning,
            JudgeCalls = i[13],
            Steering = i[14],
            GoldScores = i[15],
            GoldGap = n[18],
            Panels = Distinct(panels),
            JudgeInputTokens = i[16],
            JudgeOutputTokens = i[17],
            JudgeCost = n[19],
            AdviceUsage = advice,
            Warnings = warnings,
            RubricChanges = edits,
            HeldOut = heldOut,
            Times = new(n[7], n[8], n[9], n[10], n[11], n[12], n[13], n[14], n[15], n[16]),
        };

    private static Dictionary<string, T> Distinct<T>((string Key, T Value)[] pairs) => pairs.DistinctBy(p => p.Key).ToDictionary(p => p.Key, p => p.Value);

    private static Gen<T> Among<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static Gen<T?> Or<T>(this Gen<T?> values, T? other) => Gen.OneOf(values, Gen.Const(other));
}
