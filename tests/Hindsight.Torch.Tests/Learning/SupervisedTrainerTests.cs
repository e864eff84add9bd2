using Hindsight.Learning;
using Hindsight.Torch.Learning;
using Hindsight.Torch.Tests.Models;

namespace Hindsight.Torch.Tests.Learning;

public sealed class SupervisedTrainerTests
{
    [Fact]
    public async Task TrainAsync_SequencesThatRepeat_LearnsThem()
    {
        using var policy = PolicyModel.Initialize(TinyModels.Smallest, 1, new PolicyOptions { Dtype = "fp32" });
        SupervisedExample[] examples = [.. Enumerable.Range(0, 16).Select(i => Counting(3 + i, 8 + i % 5))];
        var losses = new List<double>();

        await Trainer(policy, epochs: 60).TrainAsync(examples, step => losses.Add(step.Loss));

        losses[0].Should().BeApproximately(Math.Log(48), 0.1, "random weights know nothing");
        losses[^1].Should().BeLessThan(0.3);
        policy.Version.Should().Be($"update-{losses.Count}");
    }

    [Fact]
    public async Task TrainAsync_ExamplesThatCannotBeLearned_NamesAllOfThem()
    {
        using var policy = PolicyModel.Initialize(TinyModels.Smallest, 1, new PolicyOptions { Dtype = "fp32" });
        SupervisedExample[] examples =
        [
            Counting(0, 4), new([1], [true]), new([1, 2], [true, false]), new([1, 2, 3], [true, true]), new([1, 99, 2], [true, true, true]),
        ];

        Func<Task> train = () => Trainer(policy, epochs: 1).TrainAsync(examples);

        (await train.Should().ThrowAsync<ArgumentException>()).Which.Message.Should()
            .ContainAll("example 1: 1 tokens", "example 2: no learned", "example 3: 3 tokens but 2", "example 4: token 99 at 1").And.NotContain("example 0");
    }

    private static SupervisedTrainer Trainer(PolicyModel policy, int epochs) => new(
        policy,
        new SupervisedOptions { BatchTokens = 64, Optimizer = new OptimizerOptions { LearningRate = 5e-3, Epochs = epochs, Schedule = ScheduleKind.Cosine } },
        TimeProvider.System);

    private static SupervisedExample Counting(int from, int length) =>
        new([.. Enumerable.Range(from, length).Select(i => i % 48)], [.. Enumerable.Repeat(true, length)]);
}
