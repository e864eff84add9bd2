using System.Globalization;
using System.Text.Json;
using FluentAssertions.Execution;
using Hindsight.Curation;
using Hindsight.Grading;
using Hindsight.Learning;
using Hindsight.Rubrics;
using Hindsight.Testing;
using Hindsight.Trajectories;
using Xunit.Abstractions;

namespace Hindsight.Tests.Curation;

public sealed class CurationReferenceTests(ITestOutputHelper output)
{
    private const double Precision = 1e-10;

    // A random slot out of at most 24 ordered choices: 600 seeds miss one with probability 24 · (23/24)^600 = 2e-10, and the seeds are fixed.
    private const int SlotSeeds = 600;

    private static readonly string[] KnownOptions = ["threshold", "candidates", "bonus", "alpha", "revisions_kept", "slot", "advantages", "tie_tolerance"];

    [ReferenceFact("curation")]
    public void Curation_EveryCase_AgreesWithTheReference()
    {
        int agreed = 0;
        foreach (ReferenceCase c in References.ReadCases("curation", "*", output))
        {
            using var scope = new AssertionScope(c.ToString());
            if (Unknown(c) is { } unknown)
            {
                output.WriteLine($"Unsupported: {c}: {unknown}");
                continue;
            }

            if (c.Inputs.TryGetProperty("verdicts", out _)) CheckScore(c);
            else CheckGroup(c);
            agreed++;
        }

        output.WriteLine($"{agreed} cases agree.");
    }

    /// <summary>What a case asks for that this project does not have, or <see langword="null"/>.</summary>
    private static string? Unknown(ReferenceCase c)
    {
        if (!c.Inputs.TryGetProperty("verdicts", out _) && !c.Inputs.TryGetProperty("responses", out _)) return "neither verdicts nor responses";
        IEnumerable<string> criteria = c.Inputs.GetProperty("criteria").EnumerateArray().SelectMany(k => k.EnumerateObject()).Select(p => p.Name).Except(["weight", "veto"]);
        if (!c.Content.TryGetProperty("options", out JsonElement options)) return criteria.FirstOrDefault();
        if (options.TryGetProperty("tie_tolerance", out JsonElement tolerance) && tolerance.GetDouble() != HindsightCurator.Tolerance) return "tie_tolerance";
        if (!Enum.TryParse<BonusKind>(options.GetProperty("bonus").GetString(), ignoreCase: true, out _)) return "bonus";
        if (Advantage(options) is null) return "advantages";
        return criteria.Concat(options.EnumerateObject().Select(p => p.Name).Except(KnownOptions)).FirstOrDefault();
    }

    private static AdvantageKind? Advantage(JsonElement options) =>
        Enum.TryParse(options.GetProperty("advantages").GetString()!.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out AdvantageKind kind) ? kind : null;

    private static void CheckScore(ReferenceCase c)
    {
        Criterion[] criteria = Criteria(c);
        Verdict[] verdicts = [.. criteria.Zip(Verdicts(c.Inputs.GetProperty("verdicts")), Groups.Verdict)];
        if (c.Expected.TryGetProperty("refused", out _))
        {
            FluentActions.Invoking(() => RubricScore.Compute(criteria, verdicts)).Should().Throw<ArgumentException>();
            return;
        }

        Grade grade = Grade.From(Rubric(criteria), verdicts);
        ShouldEqual([grade.Score], [ReferenceCase.Number(c.Expected.GetProperty("score"))], "score");
        grade.IsGraded.Should().Be(c.Expected.GetProperty("graded").GetBoolean());
        grade.Verdicts.Count(v => v.Kind == VerdictKind.Unknown).Should().Be(c.Expected.GetProperty("unknown").GetInt32());
    }

    private static void CheckGroup(ReferenceCase c)
    {
        HindsightOptions options = Options(c.Options);
        AdvantageKind kind = Advantage(c.Options)!.Value;
        Rubric rubric = Rubric(Criteria(c));
        Trajectory[] drafts = [.. c.Inputs.GetProperty("responses").EnumerateArray().Select((r, i) => Groups.Draft(rubric, i, Verdicts(r)))];
        ShouldEqual([.. drafts.Select(d => d.Grade.Score)], ReferenceCase.Numbers(c.Expected.GetProperty("scores")), "scores");

        IReadOnlyList<HindsightContext> candidates = new HindsightCurator(options, 1).SelectCandidates(Groups.Task, rubric, drafts);
        candidates.Select(x => x.Draft.Index).Should().Equal(Indices(c.Expected.GetProperty("candidates")), "candidates");
        ShouldBeCriteria(candidates.Select(x => x.Satisfied), c.Expected.GetProperty("candidate_satisfied"), "satisfied");
        ShouldBeCriteria(candidates.Select(x => x.Unsatisfied), c.Expected.GetProperty("candidate_unsatisfied"), "unsatisfied");

        JsonElement revised = c.Inputs.GetProperty("revisions");
        Trajectory[] revisions =
        [
            .. candidates.Select(x => Groups.Revision(rubric, x.Draft, drafts.Length, Verdicts(revised.GetProperty(x.Draft.Index.ToString(CultureInfo.InvariantCulture))))),
        ];
        foreach (Trajectory revision in revisions)
        {
            JsonElement score = c.Expected.GetProperty("revision_scores").GetProperty(revision.ParentIndex!.Value.ToString(CultureInfo.InvariantCulture));
            ShouldEqual([revision.Grade.Score], [ReferenceCase.Number(score)], "revision score");
        }

        TrajectoryGroup group = Curate(options, 1, kind, drafts, revisions);
        CheckWorst(c, group);
        CheckBonus(c, options, kind, drafts, revisions);
        if (c.Expected.TryGetProperty("random_slot_outcomes", out JsonElement outcomes)) CheckRandom(outcomes, options, kind, drafts, revisions);
        if (c.Content.TryGetProperty("published", out JsonElement published)) CheckPublished(published, options, kind, drafts, revisions);
    }

    private static void CheckWorst(ReferenceCase c, TrajectoryGroup group)
    {
        Trajectory[] kept = Kept(group);
        kept.Select(r => r.ParentIndex!.Value).Should().BeEquivalentTo(Indices(c.Expected.GetProperty("selected")), "selected");
        int[] selected = Indices(c.Expected.GetProperty("selected"));
        selected.Select(i => kept.SingleOrDefault(r => r.ParentIndex == i)?.ReplacedIndex).Should().Equal(Indices(c.Expected.GetProperty("replaced_slots")).Cast<int?>(), "slots");
        (double?[] rewards, double?[] advantages) = BySlot(group);
        ShouldEqual(rewards, ReferenceCase.Numbers(c.Expected.GetProperty("rewards")), "rewards");
        ShouldEqual(advantages, ReferenceCase.Numbers(c.Expected.GetProperty("advantages")), "advantages");
        StatusName(group.Status).Should().Be(c.Expected.GetProperty("status").GetString());
    }

    /// <summary>A replaced draft's bonus is gone, so it is seen under a seed that takes another slot.</summary>
    private static void CheckBonus(ReferenceCase c, HindsightOptions options, AdvantageKind kind, Trajectory[] drafts, Trajectory[] revisions)
    {
        double?[] expected = ReferenceCase.Numbers(c.Expected.GetProperty("rewards_after_bonus"));
        for (ulong seed = 0; seed < 20; seed++)
        {
            TrajectoryGroup group = Curate(options with { Slot = SlotKind.Random }, seed, kind, drafts, revisions);
            Trajectory[] members = [.. group.Drafts.Where(d => d.Standing == TrajectoryStanding.Member)];
            ShouldEqual([.. members.Select(d => d.Reward)], [.. members.Select(d => expected[d.Index])], "rewards after the bonus");
        }
    }

    private static void CheckRandom(JsonElement outcomes, HindsightOptions options, AdvantageKind kind, Trajectory[] drafts, Trajectory[] revisions)
    {
        Dictionary<string, JsonElement> left = outcomes.EnumerateArray().ToDictionary(o => string.Join(",", Indices(o.GetProperty("slots"))));
        HashSet<string> known = [.. left.Keys];
        for (ulong seed = 0; seed < SlotSeeds && left.Count > 0; seed++)
        {
            TrajectoryGroup group = Curate(options with { Slot = SlotKind.Random }, seed, kind, drafts, revisions);
            string slots = string.Join(",", Kept(group).OrderByDescending(r => r.Grade.Score).ThenBy(r => Array.FindIndex(revisions, x => x.Index == r.Index)).Select(r => r.ReplacedIndex));
            known.Should().Contain(slots, "only these slots can be taken");
            if (!left.Remove(slots, out JsonElement outcome)) continue;
            (double?[] rewards, double?[] advantages) = BySlot(group);
            ShouldEqual(rewards, ReferenceCase.Numbers(outcome.GetProperty("rewards")), $"rewards with slots {slots}");
            ShouldEqual(advantages, ReferenceCase.Numbers(outcome.GetProperty("advantages")), $"advantages with slots {slots}");
            StatusName(group.Status).Should().Be(outcome.GetProperty("status").GetString());
        }

        left.Keys.Should().BeEmpty("every outcome of a random slot occurs");
    }

    private static void CheckPublished(JsonElement published, HindsightOptions options, AdvantageKind kind, Trajectory[] drafts, Trajectory[] revisions)
    {
        TrajectoryGroup group = Curate(options with { FillWithBest = true }, 1, kind, drafts, revisions);
        (double?[] rewards, double?[] advantages) = BySlot(group);
        ShouldEqual(rewards, ReferenceCase.Numbers(published.GetProperty("rewards")), "published rewards");
        ShouldEqual(advantages, ReferenceCase.Numbers(published.GetProperty("advantages")), "published advantages");
        Kept(group).Select(r => r.ReplacedIndex!.Value).Should().BeEquivalentTo(Indices(published.GetProperty("revised_slots")), "published slots");
    }

    private static TrajectoryGroup Curate(HindsightOptions options, ulong seed, AdvantageKind kind, Trajectory[] drafts, Trajectory[] revisions) =>
        HindsightCurator.AssignAdvantages([new HindsightCurator(options, seed).Select(Groups.Task, drafts, revisions)], kind)[0];

    private static Trajectory[] Kept(TrajectoryGroup group) => [.. group.Revisions.Where(r => r.Standing == TrajectoryStanding.Kept)];

    private static (double?[] Rewards, double?[] Advantages) BySlot(TrajectoryGroup group)
    {
        Trajectory[] members = [.. group.Drafts.Select(d => group.Members.SingleOrDefault(m => (m.ReplacedIndex ?? m.Index) == d.Index, d))];
        return ([.. members.Select(m => m.Reward)], [.. members.Select(m => m.Advantage)]);
    }

    private static HindsightOptions Options(JsonElement o) => new()
    {
        SuccessThreshold = o.GetProperty("threshold").GetDouble(),
        Candidates = o.GetProperty("candidates").GetInt32(),
        Bonus = Enum.Parse<BonusKind>(o.GetProperty("bonus").GetString()!, ignoreCase: true),
        Alpha = o.GetProperty("alpha").GetDouble(),
        RevisionsKept = o.GetProperty("revisions_kept").GetInt32(),
        Slot = SlotKind.Worst, // what replaced_slots and rewards are stated for; the outcomes of a random slot stand beside them
    };

    private static Criterion[] Criteria(ReferenceCase c) =>
    [
        .. c.Inputs.GetProperty("criteria").EnumerateArray().Select((e, k) => new Criterion
        {
            Id = $"c{k}",
            Text = $"criterion {k}",
            Weight = e.GetProperty("weight").GetDouble(),
            Veto = e.TryGetProperty("veto", out JsonElement veto) && veto.GetBoolean(),
        }),
    ];

    private static Rubric Rubric(Criterion[] criteria) => new() { Name = "reference", Version = "0123456789abcdef", Criteria = criteria };

    private static string Verdicts(JsonElement verdicts) => string.Concat(verdicts.EnumerateArray().Select(v => v.GetString() switch
    {
        "met" => '+',
        "unmet" => '-',
        "unknown" => '?',
        string other => throw new InvalidDataException($"There is no verdict '{other}'."),
        null => throw new InvalidDataException("A verdict is null."),
    }));

    private static int[] Indices(JsonElement list) => [.. list.EnumerateArray().Select(i => i.GetInt32())];

    private static string StatusName(GroupStatus status) => status switch
    {
        GroupStatus.Trained => "trained",
        GroupStatus.NoSpread => "no spread",
        _ => "skipped",
    };

    private static void ShouldBeCriteria(IEnumerable<IReadOnlyList<Criterion>> actual, JsonElement expected, string what) =>
        actual.Select(list => string.Join(",", list.Select(k => k.Id))).Should().Equal(expected.EnumerateArray().Select(list => string.Join(",", Indices(list).Select(k => $"c{k}"))), what);

    private static void ShouldEqual(double?[] actual, double?[] expected, string what)
    {
        actual.Should().HaveCount(expected.Length, what);
        actual.Zip(expected).Should().NotContain(pair => pair.First.HasValue != pair.Second.HasValue || Math.Abs((pair.First - pair.Second) ?? 0) > Precision, what);
    }
}
