using Hindsight.Learning;
using Hindsight.Torch.Learning;
using Hindsight.Torch.Tests.Models;

namespace Hindsight.Torch.Tests.Learning;

public sealed class SupervisedTrainerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("trainer-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task TrainAsync_SequencesThatRepeat_LearnsThem()
    {
        using PolicyModel policy = TinyPolicies.Full(1);
        using SupervisedTrainer trainer = Trainer(policy, epochs: 60);
        SupervisedExample[] unseen = [Counting(2, 9), Counting(20, 12)];
        double before = await trainer.LossAsync(unseen, default);
        var losses = new List<double>();

        await trainer.TrainAsync(step => losses.Add(step.Loss));

        losses[0].Should().BeApproximately(Math.Log(48), 0.1, "random weights know nothing");
        before.Should().BeApproximately(Math.Log(48), 0.1);
        losses[^1].Should().BeLessThan(0.3);
        (await trainer.LossAsync(unseen, default)).Should().BeLessThan(before / 2);
        policy.Version.Should().Be($"update-{losses.Count}");
        (trainer.Step, losses.Count).Should().Be((trainer.Steps, trainer.Steps));
    }

    [Fact]
    public async Task LossAsync_AnyCut_IsTheMeanOverLearnedTokens()
    {
        using PolicyModel policy = TinyPolicies.Full(1);
        SupervisedExample[] examples = [Counting(1, 9), Counting(5, 3), new([1, 7, 30, 2], [true, false, true, false])];
        using SupervisedTrainer whole = Trainer(policy, 1, microBatch: 1000), cut = Trainer(policy, 1, microBatch: 1);
        async Task<double> Sum(SupervisedExample example, int learned) => learned * await whole.LossAsync([example], default);

        double loss = await whole.LossAsync(examples, default);

        (await cut.LossAsync(examples, default)).Should().BeApproximately(loss, 1e-6);
        loss.Should().BeApproximately((await Sum(examples[0], 8) + await Sum(examples[1], 2) + await Sum(examples[2], 1)) / 11, 1e-6);
    }

    [Fact]
    public void Construct_ExamplesThatCannotBeLearned_NamesAllOfThem()
    {
        using PolicyModel policy = TinyPolicies.Full(1);
        SupervisedExample[] examples =
        [
            Counting(0, 4), new([1], [true]), new([1, 2], [true, false]), new([1, 2, 3], [true, true]), new([1, 99, 2], [true, true, true]),
        ];

        Action create = () => _ = new SupervisedTrainer(policy, examples, new SupervisedOptions(), TimeProvider.System);

        create.Should().Throw<ArgumentException>().Which.Message.Should()
            .ContainAll("example 1: 1 tokens", "example 2: no learned", "example 3: 3 tokens but 2", "example 4: token 99 at 1").And.NotContain("example 0");
    }

    [Theory]
    [InlineData("fp32", false)]
    [InlineData("bf16", false)]
    [InlineData("fp32", true)]
    [InlineData("bf16", true)]
    public async Task LoadAsync_InTheMiddleOfAnEpoch_GoesOnToTheSameBits(string dtype, bool lora)
    {
        PolicyModel Policy(ulong seed) => lora ? TinyPolicies.Lora(seed, dtype) : TinyPolicies.Full(seed, dtype);
        string middle = Path.Combine(_folder, "middle"), whole = Path.Combine(_folder, "whole"), resumed = Path.Combine(_folder, "resumed");
        using (PolicyModel policy = Policy(1))
        using (SupervisedTrainer trainer = Trainer(policy, epochs: 3))
        {
            (trainer.Steps % 3, trainer.Steps).Should().Be((0, 9), "or step 5 is not in the middle of an epoch");
            while (trainer.Step < 5) await trainer.StepAsync(default);
            await trainer.SaveAsync(middle, default);
            await trainer.TrainAsync();
            await trainer.SaveAsync(whole, default);
        }

        // Another start, so that nothing can be right by chance.
        using (PolicyModel policy = Policy(2))
        using (SupervisedTrainer trainer = Trainer(policy, epochs: 3))
        {
            await trainer.LoadAsync(middle, default);
            (trainer.Step, policy.Version).Should().Be((5, "update-5"));
            (await trainer.TrainAsync())!.Step.Should().Be(9);
            await trainer.SaveAsync(resumed, default);
            await trainer.Invoking(t => t.StepAsync(default)).Should().ThrowAsync<InvalidOperationException>();
        }

        foreach (string file in Directory.GetFiles(whole).Select(path => Path.GetFileName(path)))
            File.ReadAllBytes(Path.Combine(resumed, file)).Should().Equal(File.ReadAllBytes(Path.Combine(whole, file)), file);
    }

    private static SupervisedTrainer Trainer(PolicyModel policy, int epochs, int microBatch = 8192) => new(
        policy,
        [.. Enumerable.Range(0, 16).Select(i => Counting(3 + i, 8 + i % 5))],
        new SupervisedOptions { BatchTokens = 64, Optimizer = new OptimizerOptions { LearningRate = 5e-3, Epochs = epochs, Schedule = ScheduleKind.Cosine, MicroBatchTokens = microBatch } },
        TimeProvider.System);

    private static SupervisedExample Counting(int from, int length) =>
        new([.. Enumerable.Range(from, length).Select(i => i % 48)], [.. Enumerable.Repeat(true, length)]);
}
