using CsCheck;
using Hindsight.Grading;

namespace Hindsight.Tests.Grading;

public sealed class JudgeBudgetTests
{
    [Fact]
    public async Task Reserve_OnlyReservationsOfOthersStandInTheWay_WaitsInOrderUntilThereIsRoom()
    {
        var budget = new JudgeBudget(new BudgetOptions { MaxTokens = 100 });

        (await budget.ReserveAsync("x", new(1, 40, 20), default)).Should().BeNull();
        Task<string?> large = budget.ReserveAsync("x", new(1, 40, 40), default), small = budget.ReserveAsync("y", new(1, 10, 0), default);
        (large.IsCompleted, small.IsCompleted, budget.Refusal).Should().Be((false, false, null), "60 are held; nobody overtakes");
        budget.Settle("x", new(1, 40, 20), new(1, 10, 5));
        (await large).Should().BeNull("15 are spent");
        small.IsCompleted.Should().BeFalse("95 are spent or held");
        budget.Settle("x", new(1, 40, 40), new(1, 10, 5));
        (await small).Should().BeNull();
        budget.Settle("y", new(1, 10, 0), new(1, 10, 0));

        (budget.Spent, budget.Refusal).Should().Be((new GradeUsage(3, 30, 10), null));
    }

    [Fact]
    public async Task Reserve_WhatIsSpentLeavesNoRoom_IsRefusedForGoodAlsoWhileItWaits()
    {
        var budget = new JudgeBudget(new BudgetOptions { MaxTokens = 100 });

        await budget.ReserveAsync("x", new(1, 40, 20), default);
        (await budget.ReserveAsync("x", new(1, 100, 1), default)).Should().Be("the judges' budget does not hold a call of up to 101 tokens and a cost of 0; spent are 0 of 100 tokens");
        Task<string?> first = budget.ReserveAsync("x", new(1, 40, 1), default), second = budget.ReserveAsync("x", new(1, 40, 0), default), third = budget.ReserveAsync("x", new(1, 40, 1), default);
        budget.Settle("x", new(1, 40, 20), new(1, 40, 20));

        (await first).Should().Be("the judges' budget does not hold a call of up to 41 tokens and a cost of 0; spent are 60 of 100 tokens");
        (await second).Should().BeNull("it is what is left");
        (await third).Should().NotBeNull();
        budget.Refusal.Should().Be("the judges' budget does not hold a call of up to 101 tokens and a cost of 0; spent are 60 of 100 tokens");
    }

    [Fact]
    public async Task Reserve_WaitIsCancelled_HoldsNothingAndNobodyUp()
    {
        var budget = new JudgeBudget(new BudgetOptions { MaxTokens = 100 });
        using var source = new CancellationTokenSource();

        await budget.ReserveAsync("x", new(1, 60, 0), default);
        Task<string?> cancelled = budget.ReserveAsync("x", new(1, 90, 0), source.Token), next = budget.ReserveAsync("x", new(1, 40, 0), default);
        next.IsCompleted.Should().BeFalse();
        await source.CancelAsync();

        await FluentActions.Awaiting(() => cancelled).Should().ThrowAsync<OperationCanceledException>();
        (await next).Should().BeNull();
        budget.Refusal.Should().BeNull();
    }

    [Fact]
    public async Task Reserve_CostThatFitsExactly_IsHeldWhateverFractionsLeave()
    {
        var budget = new JudgeBudget(new BudgetOptions { MaxCost = 0.75 });

        foreach (double cost in new[] { 0.1, 0.2 })
        {
            (await budget.ReserveAsync("x", new(1, 1, 1, cost), default)).Should().BeNull();
            budget.Settle("x", new(1, 1, 1, cost), new(1, 1, 1, 0));
        }
        (await budget.ReserveAsync("x", new(1, 1, 1, 0.75), default)).Should().BeNull();
        budget.Settle("x", new(1, 1, 1, 0.75), new(1, 1, 1, 0.75));

        (await budget.ReserveAsync("x", new(1, 1, 1, 0.001), default)).Should().Be("the judges' budget does not hold a call of up to 2 tokens and a cost of 0.001; spent are 0.75 of a cost of 0.75");
    }

    [Fact]
    public async Task Keep_CallsUnderWay_AreKeptWithTheMostThatTheyCanCostAndThenWithWhatTheyDid()
    {
        var budget = new JudgeBudget(new BudgetOptions { MaxTokens = 100 });
        IReadOnlyDictionary<string, GradeUsage> kept = new Dictionary<string, GradeUsage>();
        budget.GoOn(new Dictionary<string, GradeUsage> { ["x"] = new(1, 20, 0), ["y"] = new(1, 5, 5) }, (all, _) => Task.FromResult(kept = all));

        (await budget.ReserveAsync("x", new(1, 60, 11), default)).Should().NotBeNull("30 are spent");
        (await budget.ReserveAsync("x", new(1, 60, 10), default)).Should().BeNull();
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
    public async Task Reserve_NoLimit_CountsAndRefusesNothing()
    {
        var budget = new JudgeBudget(new BudgetOptions());

        (await budget.ReserveAsync("x", new(1, int.MaxValue, int.MaxValue, 1e9), default)).Should().BeNull();
        budget.Add("x", new(1, 2, 3, 4));

        (budget.IsLimited, budget.Refusal, budget.Spent).Should().Be((false, null, new GradeUsage(1, 2, 3, 4)));
    }

    [Fact]
    public async Task Reserve_ManyCallsAtATime_NeverSpendMoreThanTheBudgetAndAllEnd() =>
        await Gen.Select(Gen.Int[1, 50], Gen.Double[0, 1]).Array[1, 40].SampleAsync(async calls =>
        {
            var budget = new JudgeBudget(new BudgetOptions { MaxTokens = 300 });
            await Task.WhenAll(calls.Select(call => Task.Run(async () =>
            {
                var most = new GradeUsage(1, call.Item1, 0);
                if (await budget.ReserveAsync("x", most, default) is not null) return;
                await Task.Yield();
                budget.Settle("x", most, most with { InputTokens = (long)(call.Item1 * call.Item2) });
            }))).WaitAsync(TimeSpan.FromMinutes(1));
            return budget.Spent.InputTokens <= 300;
        }, iter: 200, threads: 1);
}
