using Hindsight.Learning;
using Hindsight.Torch.Checkpoints;
using Hindsight.Torch.Learning;
using Hindsight.Torch.Tests.Models;

namespace Hindsight.Torch.Tests.Learning;

public sealed class LearnerStateTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("learner-").FullName;

    [Theory]
    [InlineData("fp32", false)]
    [InlineData("bf16", false)]
    [InlineData("fp32", true)]
    [InlineData("bf16", true)]
    public async Task LoadAsync_AfterThreeOfSixUpdates_GoesOnToTheSameBits(string dtype, bool lora)
    {
        using (PolicyModel policy = Policy(1, dtype, lora))
        using (TorchLearner learner = Learner(policy))
        {
            for (int i = 0; i < 3; i++) await learner.UpdateAsync(Batch(i), default);
            await learner.SaveAsync(_folder, default);
            for (int i = 3; i < 6; i++) await learner.UpdateAsync(Batch(i), default);
            await learner.SaveAsync(_folder + "/whole", default);
        }

        // Another start, so that nothing can be right by chance.
        using (PolicyModel policy = Policy(2, dtype, lora))
        using (TorchLearner learner = Learner(policy))
        {
            await learner.UpdateAsync(Batch(9), default);
            await learner.LoadAsync(_folder, default);
            policy.Version.Should().Be("update-3");
            LearningReport? last = null;
            for (int i = 3; i < 6; i++) last = await learner.UpdateAsync(Batch(i), default);
            last!.PolicyVersion.Should().Be("update-6");
            await learner.SaveAsync(_folder + "/resumed", default);
        }

        foreach (string file in lora ? ["adapter_model.safetensors", "adapter_config.json", "optimizer.safetensors"] : new[] { "model.safetensors", "optimizer.safetensors", "config.json" })
            File.ReadAllBytes($"{_folder}/resumed/{file}").Should().Equal(File.ReadAllBytes($"{_folder}/whole/{file}"), file);
    }

    [Theory]
    [InlineData("fp32", false)]
    [InlineData("bf16", false)]
    [InlineData("fp32", true)]
    public async Task LoadAsync_WithKl_GoesOnAgainstThePolicyThatTheRunBeganWith(string dtype, bool lora)
    {
        var objective = new ObjectiveOptions { KlCoefficient = 0.1 };
        TorchLearner Learner(PolicyModel policy) => new(policy, objective, new OptimizerOptions { LearningRate = 1e-2 }, 8);
        LearningReport next;
        using (PolicyModel policy = Policy(1, dtype, lora))
        using (TorchLearner learner = Learner(policy))
        {
            for (int i = 0; i < 3; i++) await learner.UpdateAsync(Batch(i), default);
            await learner.SaveAsync(_folder, default);
            next = await learner.UpdateAsync(Batch(3), default);
            await learner.SaveAsync(_folder + "/whole", default);
        }

        next.Kl.Should().BeGreaterThan(1e-5, "the policy has left its reference");
        using (PolicyModel policy = Policy(1, dtype, lora))
        using (TorchLearner learner = Learner(policy))
        {
            await learner.LoadAsync(_folder, default);
            (await learner.UpdateAsync(Batch(3), default)).Should().Be(next);
            await learner.SaveAsync(_folder + "/resumed", default);
        }

        foreach (string file in new[] { lora ? "adapter_model.safetensors" : "model.safetensors", "optimizer.safetensors" })
            File.ReadAllBytes($"{_folder}/resumed/{file}").Should().Equal(File.ReadAllBytes($"{_folder}/whole/{file}"), file);
    }

    [Fact]
    public async Task LoadAsync_StateOfAnotherModel_NamesTheFaultsAndChangesNothing()
    {
        using PolicyModel policy = Policy(1, "fp32", false);
        using TorchLearner learner = Learner(policy);
        await learner.SaveAsync(_folder, default);
        using PolicyModel wider = PolicyModel.Initialize(TinyModels.Smallest with { IntermediateSize = 64 }, 1, new PolicyOptions { Dtype = "fp32" });
        using TorchLearner other = Learner(wider);
        float[] before = await wider.Thread.RunAsync(() => wider.Model.Masters.Flat.data<float>().ToArray());

        Func<Task> load = () => other.LoadAsync(_folder, default);

        (await load.Should().ThrowAsync<ModelFileException>()).Which.Faults.Should().HaveCount(6, "gate, up and down of both layers");
        (await wider.Thread.RunAsync(() => wider.Model.Masters.Flat.data<float>().ToArray())).Should().Equal(before);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static PolicyModel Policy(ulong seed, string dtype, bool lora) => lora ? TinyPolicies.Lora(seed, dtype) : TinyPolicies.Full(seed, dtype);

    private static TorchLearner Learner(PolicyModel policy) =>
        new(policy, new ObjectiveOptions(), new OptimizerOptions { LearningRate = 1e-3, Schedule = ScheduleKind.Cosine, WarmupSteps = 2 }, 8);

    private static LearningBatch Batch(int seed) => Batches.Of(Batches.Sequences(seed));
}
