using Hindsight.Policies;
using Hindsight.Tasks;
using Hindsight.Training;

namespace Hindsight.Tests.Training;

public sealed class TaskScheduleTests
{
    [Fact]
    public void TasksOf_OneEpoch_VisitsEachTaskOnce()
    {
        var schedule = new TaskSchedule(Tasks(12), 4, seed: 3);
        Enumerable.Range(1, 3).SelectMany(s => schedule.TasksOf(s)).Select(t => t.Id).Should().OnlyHaveUniqueItems().And.HaveCount(12);
    }

    [Fact]
    public void TasksOf_TasksDoNotDivide_NeverRepeatsWithinAStep()
    {
        var schedule = new TaskSchedule(Tasks(7), 3, seed: 3);
        for (int step = 1; step <= 20; step++) schedule.TasksOf(step).Select(t => t.Id).Should().OnlyHaveUniqueItems().And.HaveCount(3);
    }

    [Fact]
    public void TasksOf_SameStep_DoesNotDependOnWhatWasAskedBefore()
    {
        List<TrainingTask> tasks = Tasks(10);
        var fresh = new TaskSchedule(tasks, 4, seed: 5);
        var used = new TaskSchedule(tasks, 4, seed: 5);
        for (int step = 1; step < 9; step++) used.TasksOf(step);
        used.TasksOf(9).Should().Equal(fresh.TasksOf(9));
        new TaskSchedule(tasks, 4, seed: 6).TasksOf(9).Should().NotEqual(fresh.TasksOf(9));
    }

    [Fact]
    public void Constructor_FewerTasksThanAStepTakes_SaysBothNumbers()
    {
        Action act = () => _ = new TaskSchedule(Tasks(3), 4, seed: 1);
        act.Should().Throw<ArgumentException>().WithMessage("*3 training tasks*takes 4*");
    }

    private static List<TrainingTask> Tasks(int count) =>
        Enumerable.Range(0, count).Select(i => new TrainingTask { Id = $"t{i}", Messages = [ChatMessage.User("x")] }).ToList();
}
