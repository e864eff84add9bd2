using Hindsight.Tasks;
using Hindsight.Worker.OrderDesk;

namespace Hindsight.Worker.Tests.OrderDesk;

public sealed class OrderDeskTasksTests
{
    [Fact]
    public void Generate_SameSeed_GivesSameTasks() =>
        OrderDeskTasks.Generate(7, 50, 10).Should().BeEquivalentTo(OrderDeskTasks.Generate(7, 50, 10), o => o.WithStrictOrdering());

    [Fact]
    public void Generate_AnotherSeed_GivesOtherTasks() =>
        OrderDeskTasks.Generate(7, 50, 10).Select(t => t.Id).Should().NotIntersectWith(OrderDeskTasks.Generate(8, 50, 10).Select(t => t.Id));

    [Fact]
    public void Generate_Counts_GivesTrainingTasksThenHeldOutOnes()
    {
        IReadOnlyList<TrainingTask> tasks = OrderDeskTasks.Generate(1, 300, 100);

        tasks.Take(300).Should().OnlyContain(t => t.Split == TaskSplit.Train);
        tasks.Skip(300).Should().HaveCount(100).And.OnlyContain(t => t.Split == TaskSplit.HeldOut);
        tasks.Select(t => t.Id).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void Generate_Task_PromptHoldsEveryVariable()
    {
        foreach (TrainingTask task in OrderDeskTasks.Generate(1, 200, 50))
        {
            task.Variables.Keys.Should().BeEquivalentTo("order", "product", "name", "date", "complaint");
            task.Messages.Should().ContainSingle().Which.Content.Should().ContainAll(task.Variables.Values).And.NotContainAny("{", "}");
        }
    }

    [Fact]
    public void Generate_MoreThanThereAre_SaysHowManyThereAre() =>
        FluentActions.Invoking(() => OrderDeskTasks.Generate(1, 1, 90000)).Should().Throw<ArgumentException>().WithMessage("*held-out order numbers; 1 and 90000 were asked for*");

    [Fact] // computed once: the split that the checked-in policy was trained under must never move
    public void SplitOf_FirstOrders_IsStable() =>
        Enumerable.Range(10000, 60).Where(n => OrderDeskTasks.SplitOf($"{n}") == TaskSplit.HeldOut).Should().Equal(10005, 10012, 10022, 10025, 10027, 10030, 10043, 10045, 10050);

    [Fact]
    public void SplitOf_AllOrders_HoldsOutAboutAnEighth() =>
        Enumerable.Range(10000, 90000).Count(n => OrderDeskTasks.SplitOf($"{n}") == TaskSplit.HeldOut).Should().BeInRange(10900, 11600);
}
