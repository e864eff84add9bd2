using CsCheck;
using Hindsight.Grading;

namespace Hindsight.Tests.Grading;

public sealed class JudgeBudgetTests
{
    [Fact]
    public void TryReserve_MoreThanIsLeft_IsRefusedUntilReservationsAreSettledForLess()
    {
        var budget = new JudgeBudget(new BudgetOptions { MaxTokens = 100 });

        budget.TryReserve("x", new(1, 40, 20), out _).Should().BeTrue();
        budget.TryReserve("x", new(1, 40, 1), out string refusal).Should().BeFalse("60 are held and 41 more would make 101");
        refusal.Should().Be("the judges' budget does not hold a call of up to 41 tokens and a cost of 0; spent are 0 of 100 tokens");
        budget.Settle("x", new(1, 40, 20), new(1, 30, 10));
        budget.TryReserve("x", new(1, 40, 20), out _).Should().BeTrue("40 are spent");
        budget.TryReserve("x", new(1, 0, 1), out _).Should().BeFalse();
        budget.Settle("x", new(1, 40, 20), new(1, 40, 20));

        budget.Spent.Should().Be(new GradeUsage(2, 70, 30));
        budget.Refusal.Should().Be("the judges' budget does not hold a call of up to 41 tokens and a cost of 0; spent are 100 of 100 tokens");
    }

    [Fact]
    public void TryReserve_CostThatFitsExactly_IsHeldWhateverFractionsLeave()
    {
        var budget = new JudgeBudget(new BudgetOptions { MaxCost = 0.75 });

        foreach (double cost in new[] { 0.1, 0.2 })
        {
            budget.TryReserve("x", new(1, 1, 1, cost), out _).Should().BeTrue();
            budget.Settle("x", new(1, 1, 1, cost), new(1, 1, 1, 0));
        }
        budget.TryReserve("x", new(1, 1, 1, 0.75), out _).Should().BeTrue();
        budget.TryReserve("x", new(1, 1, 1, 0.001), out string refusal).Should().BeFalse();

        refusal.Should().Be("the judges' budget does not hold a call of up to 2 tokens and a cost of 0.001; spent are 0 of a cost of 0.75");
    }

    [Fact]
    public async Task Keep_CallsUnderWay_AreKeptWithTheMostThatTheyCanCostAndThenWithWhatTheyDid()
    {
        var budget = new JudgeBudget(new BudgetOptions { MaxTokens = 100 });
        IReadOnlyDictionary<string, GradeUsage> kept = new Dictionary<string, GradeUsage>();
        budget.GoOn(new Dictionary<string, GradeUsage> { ["x"] = new(1, 20, 0), ["y"] = new(1, 5, 5) }, (all, _) => Task.FromResult(kept = all));

        budget.TryReserve("x", new(1, 60, 11), out _).Should().BeFalse("30 are spent");
        budget.TryReserve("x", new(1, 60, 10), out _).Should().BeTrue();
        await budget.KeepAsync(default);
        kept.Should().Equal(new Dictionary<string, GradeUsage> { ["x"] = new(2, 80, 10), ["y"] = new(1, 5, 5) });
        budget.Settle("x", new(1, 60, 10), new(1, 30, 2));
        await budget.KeepAsync(default);

        kept.Should().Equal(new Dictionary<string, GradeUsage> { ["x"] = new(2, 50, 2), ["y"] = new(1, 5, 5) });
    }

    [Fact]
    public async Task Keep_WhileAWriteIsUnderWay_SharesTheNextOneThatSeesEverything()
    {
        var budget = new JudgeBudget(new BudgetOptions());
        var first = new TaskCompletionSource();
        List<long> written = [];
        budget.GoOn(new Dictionary<string, GradeUsage>(), async (all, _) =>
        {
            written.Add(all["x"].InputTokens);
            if (written.Count == 1) await first.Task;
        });
        budget.Add("x", new(1, 1, 0));
        Task one = budget.KeepAsync(default);
        while (written.Count == 0) await Task.Yield();

        List<Task> others = [];
        for (int i = 0; i < 50; i++)
        {
            budget.Add("x", new(1, 1, 0));
            others.Add(budget.KeepAsync(default));
        }

        others.Should().OnlyContain(t => !t.IsCompleted);
        first.SetResult();
        await Task.WhenAll([one, .. others]);
        written.Should().Equal(1, 51);
    }

    [Fact]
    public async Task Keep_WriteFails_TellsThoseWhoWaitAndTheNextIsTriedAgain()
    {
        var budget = new JudgeBudget(new BudgetOptions());
        int writes = 0;
        budget.GoOn(new Dictionary<string, GradeUsage>(), (_, _) => ++writes == 1 ? Task.FromException(new IOException("full")) : Task.CompletedTask);

        await FluentActions.Awaiting(() => budget.KeepAsync(default)).Should().ThrowAsync<IOException>();
        await budget.KeepAsync(default);

        writes.Should().Be(2);
    }

    [Fact]
    public void TryReserve_NoLimit_CountsAndRefusesNothing()
    {
        var budget = new JudgeBudget(new BudgetOptions());

        budget.TryReserve("x", new(1, int.MaxValue, int.MaxValue, 1e9), out _).Should().BeTrue();
        budget.Add("x", new(1, 2, 3, 4));

        (budget.IsLimited, budget.Refusal, budget.Spent).Should().Be((false, null, new GradeUsage(1, 2, 3, 4)));
    }

    [Fact]
    public void TryReserve_ManyCallsAtATime_NeverSpendMoreThanTheBudget() =>
        Gen.Select(Gen.Int[1, 50], Gen.Double[0, 1]).Array[1, 40].Sample(calls =>
        {
            var budget = new JudgeBudget(new BudgetOptions { MaxTokens = 300 });
            Parallel.ForEach(calls, call =>
            {
                var most = new GradeUsage(1, call.Item1, 0);
                if (budget.TryReserve("x", most, out _)) budget.Settle("x", most, most with { InputTokens = (long)(call.Item1 * call.Item2) });
            });
            return budget.Spent.InputTokens <= 300;
        }, iter: 200, threads: 1);
}
