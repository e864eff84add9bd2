using Hindsight.Learning;
using Hindsight.Training;

namespace Hindsight.Tests.Training;

public sealed class CheckpointStoreTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hindsight-checkpoints-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Publish_SeveralSteps_KeepsTheNewestAndTheBest()
    {
        var store = new CheckpointStore(_folder, keep: 2);
        for (int step = 0; step <= 5; step++) await SaveAsync(store, step, best: Math.Min(step, 1));
        Directory.GetDirectories(_folder).Select(Path.GetFileName).Should().BeEquivalentTo("step-000001", "step-000004", "step-000005");
        store.Newest()!.Step.Should().Be(5);
    }

    [Fact]
    public async Task Newest_WrittenButNotPublished_IsTheOneBefore()
    {
        var store = new CheckpointStore(_folder, keep: 2);
        await SaveAsync(store, 1, best: 1);
        await store.WriteAsync(State(2, 1), new FileLearner(2), default);
        store.Newest()!.Step.Should().Be(1);
        await store.WriteAsync(State(2, 1), new FileLearner(2), default); // redone after a kill
        store.Publish(State(2, 1));
        store.Newest()!.Step.Should().Be(2);
    }

    [Fact]
    public async Task LoadAsync_Published_GivesBackStateAndLearner()
    {
        var store = new CheckpointStore(_folder, keep: 2);
        await SaveAsync(store, 3, best: 2);
        var learner = new FileLearner(0);
        TrainingState state = await store.LoadAsync(3, learner, default);
        state.Should().BeEquivalentTo(State(3, 2));
        learner.Value.Should().Be(3);
    }

    [Fact]
    public async Task Newest_BrokenState_NamesTheCheckpoint()
    {
        var store = new CheckpointStore(_folder, keep: 2);
        await SaveAsync(store, 1, best: 1);
        await File.WriteAllTextAsync(Path.Combine(store.PathOf(1), "training.json"), "{ \"RunId\":");
        store.Invoking(s => s.Newest()).Should().Throw<CheckpointException>().WithMessage($"*{store.PathOf(1)}*");
    }

    private static async Task SaveAsync(CheckpointStore store, int step, int best)
    {
        await store.WriteAsync(State(step, best), new FileLearner(step), default);
        store.Publish(State(step, best));
    }

    private static TrainingState State(int step, int best) => new() { RunId = "r", Step = step, BestStep = best, Best = Reports.HeldOut(0.5), Gates = new() { UngradedInARow = step, GoldGaps = [0.25] } };

    private sealed class FileLearner(int value) : ILearner
    {
        public int Value { get; private set; } = value;

        public Task<LearningReport> UpdateAsync(LearningBatch batch, CancellationToken cancellationToken) => throw new NotSupportedException("not part of saving");

        public Task SaveAsync(string folder, CancellationToken cancellationToken) => File.WriteAllTextAsync(Path.Combine(folder, "value"), $"{Value}", cancellationToken);

        public async Task LoadAsync(string folder, CancellationToken cancellationToken) =>
            Value = int.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "value"), cancellationToken));

        public Task ExportAsync(string folder, CancellationToken cancellationToken) => SaveAsync(folder, cancellationToken);
    }
}
