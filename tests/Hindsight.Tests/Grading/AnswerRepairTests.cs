using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Hindsight.Grading;
using Hindsight.Rubrics;

namespace Hindsight.Tests.Grading;

public sealed class AnswerRepairTests
{
    [Fact]
    public void Mend_SeveralChecks_FollowsTheirStages()
    {
        RepairedAnswer mended = Mend("a", "whole ]", "style !", "content b");

        mended.Text.Should().Be("ab!]");
        mended.Missed.Select(c => c.Id).Should().Equal("whole ]", "style !", "content b");
        mended.Left.Should().BeEmpty();
    }

    [Fact]
    public void Mend_AnswerThatPasses_StaysAsItIs() => Mend("ab", "content b").Should().BeEquivalentTo(new RepairedAnswer("ab", [], []));

    [Fact]
    public void Mend_OneCheckBreaksAnother_GoesRoundAgainUntilNothingIsGained()
    {
        // Each wants to be last: whatever is mended, the other is broken.
        RepairedAnswer mended = Mend("a", "last x", "last y");

        mended.Text.Should().BeNull();
        mended.Left.Should().ContainSingle();
        mended.Missed.Should().HaveCount(2);
    }

    [Fact]
    public void Mend_CheckThatOffersNoRepair_IsLeftWithTheAnswerUntouched()
    {
        RepairedAnswer mended = Mend("a", "content b", "none c");

        mended.Text.Should().BeNull();
        mended.Missed.Select(c => c.Id).Should().Equal("content b", "none c");
        mended.Left.Select(c => c.Id).Should().Equal(["none c"], "it alone keeps the answer from being mended");
    }

    [Fact]
    public void Mend_Pitfall_IsKeptOutOfAndCannotBeMended()
    {
        Criterion pitfall = Criterion("content b") with { Id = "pitfall", Weight = -1 };

        Repair.Mend("ab", [Criterion("content a"), pitfall], 1).Should().BeEquivalentTo(new RepairedAnswer(null, [pitfall], [pitfall]));
        Repair.Mend("x", [Criterion("content a"), pitfall], 1).Text.Should().Be("xa");
    }

    [Fact]
    public void Mend_JudgedOrUnknownCriterion_IsAnError()
    {
        ((Action)(() => Repair.Mend("a", [new Criterion { Id = "kind", Text = "Is kind", Kind = CriterionKind.Judge }], 1))).Should().Throw<ArgumentException>().WithMessage("*'kind'*");
        ((Action)(() => Repair.Mend("a", [Criterion("content b") with { Check = "nowhere" }], 1))).Should().Throw<ArgumentException>().WithMessage("*'nowhere'*");
    }

    private static readonly AnswerRepair Repair = new(new Appending());

    private static RepairedAnswer Mend(string answer, params string[] demands) => Repair.Mend(answer, [.. demands.Select(Criterion)], 1);

    private static Criterion Criterion(string demand) => new() { Id = demand, Text = demand, Kind = CriterionKind.Check, Check = demand };

    /// <summary>Checks that a letter occurs, named by stage and letter, and that append it; <c>last</c>: that it stands last; <c>none</c>: without repair.</summary>
    private sealed class Appending : ICheckRegistry
    {
        public IReadOnlyCollection<ICheck> Checks => [];

        public bool TryGet(string id, [NotNullWhen(true)] out ICheck? check) => (check = id.Contains(' ') ? new Check(id) : null) is not null;
    }

    private sealed class Check(string id) : ICheck, ICheckRepair
    {
        private readonly string _kind = id.Split(' ')[0], _letter = id.Split(' ')[1];

        public string Id => id;

        public string Description => id;

        public IReadOnlyList<CheckParameter> Parameters => [];

        public ICheckRepair? Repair => _kind == "none" ? null : this;

        public RepairStage Stage => Enum.TryParse(_kind, ignoreCase: true, out RepairStage stage) ? stage : RepairStage.Ends;

        public IReadOnlyList<string> Validate(IReadOnlyDictionary<string, JsonElement> arguments) => [];

        public string Describe(IReadOnlyDictionary<string, JsonElement> arguments) => id;

        public CheckOutcome Evaluate(string answer, IReadOnlyDictionary<string, JsonElement> arguments) =>
            new(_kind == "last" ? answer.EndsWith(_letter, StringComparison.Ordinal) ? VerdictKind.Met : VerdictKind.Unmet : answer.Contains(_letter, StringComparison.Ordinal) ? VerdictKind.Met : VerdictKind.Unmet, id);

        string? ICheckRepair.Repair(string answer, IReadOnlyDictionary<string, JsonElement> arguments, RepairContext context) =>
            new[] { answer + _letter, _letter + answer }.FirstOrDefault(text => Evaluate(text, arguments).Kind == VerdictKind.Met && context.Spares(text)) ?? answer + _letter;
    }
}
