using Hindsight.Learning;
using Hindsight.Testing;
using Hindsight.Torch.Learning;
using Hindsight.Torch.Models;
using Hindsight.Torch.Tests.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Hindsight.Torch.Tests.Learning;

public sealed class TorchLearnerTests
{
    private const double Within = 1e-6; // of the largest entry, in fp32

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(0.05, 0.02, 0.7)]
    public async Task UpdateAsync_AnyCutOrOrder_GivesTheSameGradient(double beta, double eta, double temperature)
    {
        List<LearningSequence> sequences = Batches.Sequences(1);
        var objective = new ObjectiveOptions { KlCoefficient = beta, EntropyCoefficient = eta, Temperature = temperature, Conditioning = Conditioning.PlainBehaviour };
        List<LearningSequence> shuffled = [.. sequences.OrderBy(s => s.ResponseTokens.Length)];
        (float[] whole, LearningReport report) = await GradientAsync(sequences, objective, 100_000);
        foreach ((List<LearningSequence> order, int tokens) in new[] { (sequences, 1), (sequences, 60), (sequences, 150), (shuffled, 100_000), (shuffled, 97) })
        {
            (float[] cut, LearningReport other) = await GradientAsync(order, objective, tokens);
            Differs(whole, cut).Should().BeLessThan(Within, $"cut by {tokens} tokens");
            other.Loss.Should().BeApproximately(report.Loss, 1e-6);
            other.PolicyLoss.Should().BeApproximately(report.PolicyLoss, 1e-6);
            other.Kl.Should().BeApproximately(report.Kl, 1e-6);
            other.MeanRevisedRatio.Should().BeApproximately(report.MeanRevisedRatio, 1e-5);
            other.LargestLogProbDrift.Should().BeApproximately(report.LargestLogProbDrift, 1e-5);
        }
    }

    [Fact]
    public async Task UpdateAsync_AddedSequencesWithoutAdvantage_CountInTheDenominatorAlone()
    {
        List<LearningSequence> sequences = Batches.Sequences(2);
        List<LearningSequence> more = [.. sequences, .. Batches.Sequences(3).Select(s => s with { Advantage = 0 })];
        double tokens = sequences.Sum(s => s.ResponseTokens.Length), all = more.Sum(s => s.ResponseTokens.Length);

        (float[] few, LearningReport report) = await GradientAsync(sequences, new ObjectiveOptions(), 100_000);
        (float[] many, LearningReport other) = await GradientAsync(more, new ObjectiveOptions(), 100_000);

        Differs([.. few.Select(g => (float)(g * tokens / all))], many).Should().BeLessThan(Within);
        other.ComputedTokens.Should().Be(report.ComputedTokens, "what has no gradient is not computed");
        (report.ResponseTokens, other.ResponseTokens).Should().Be(((long)tokens, (long)all));
    }

    [Fact]
    public async Task UpdateAsync_SharedPrompt_ComputesItOnce()
    {
        LearningSequence[] group = [.. Batches.Sequences(4, prompts: 1, group: 4).Select(s => s with { Advantage = 1 })];

        (_, LearningReport report) = await GradientAsync(group, new ObjectiveOptions(), 100_000);

        report.ComputedTokens.Should().Be(group[0].PromptTokens.Length + group.Sum(s => s.ResponseTokens.Length - 1));
    }

    [Fact]
    public async Task UpdateAsync_FirstMiniBatch_HasRatioOneAndLaterOnesTheRatioOfWhatMoved()
    {
        using PolicyModel policy = Policy(1);
        using var learner = new TorchLearner(policy, new ObjectiveOptions(), new OptimizerOptions { LearningRate = 1e-3 }, 10);
        List<LearningSequence> sequences = Batches.Sequences(5);

        LearningReport one = await learner.UpdateAsync(Batches.Of(sequences), default);
        LearningReport two = await learner.UpdateAsync(Batches.Of(sequences[..8], sequences[8..]), default);

        one.MeanRatio.Should().Be(1);
        one.MeanRevisedRatio.Should().Be(1);
        two.MeanRatio.Should().NotBe(1);
        (one.OptimizerSteps, two.OptimizerSteps, two.PolicyVersion).Should().Be((1, 2, "update-3"));
    }

    [Theory]
    [InlineData(Conditioning.Plain)]
    [InlineData(Conditioning.PlainBehaviour)]
    [InlineData(Conditioning.PlainUnit)]
    [InlineData(Conditioning.Guided)]
    public async Task UpdateAsync_RevisedTokens_AreDividedByTheConditioningsOwnDenominator(Conditioning conditioning)
    {
        const double gamma = 0.5;
        using PolicyModel policy = Policy(1);
        using var learner = new TorchLearner(policy, new ObjectiveOptions { Conditioning = conditioning, Gamma = gamma }, new OptimizerOptions(), 10);
        LearningSequence[] revisions = [.. Batches.Sequences(15, prompts: 2).Select(s => s with { Revised = true, Advantage = 1 })];
        float[] logProbs = await policy.Thread.RunAsync(() => ScoreOf(policy.Model, revisions));
        double[] ratios = [.. revisions.SelectMany(s => s.BehaviourLogProbs).Zip(logProbs, (behaviour, logp) => conditioning switch
        {
            Conditioning.PlainBehaviour => Math.Exp(logp - behaviour),
            Conditioning.PlainUnit => Math.Exp(logp),
            _ => 1,
        })];

        LearningReport report = await learner.UpdateAsync(Batches.Of(revisions), default);

        report.MeanRevisedRatio.Should().BeApproximately(ratios.Average(), 1e-5);
        report.PolicyLoss.Should().BeApproximately(-ratios.Average(ratio => ratio / (ratio + gamma)), 1e-5);
    }

    [Fact]
    public async Task UpdateAsync_NaiveHindsightTimesAQuarter_HasAQuarterOfTheOnPolicyGradient()
    {
        List<LearningSequence> sequences = [.. Batches.Sequences(16).Select(s => s with { Revised = false })];
        (float[] onPolicy, _) = await GradientAsync(sequences, new ObjectiveOptions(), 100_000);
        (float[] quarter, _) = await GradientAsync(
            [.. sequences.Select(s => s with { Revised = true })], new ObjectiveOptions { RevisedLoss = RevisedLoss.OnPolicy, RevisedScale = 0.25 }, 100_000);

        Differs([.. onPolicy.Select(g => g * 0.25f)], quarter).Should().BeLessThan(Within);
    }

    [Fact]
    public async Task UpdateAsync_OneMiniBatchTwice_EqualsItsEpochs()
    {
        List<LearningSequence> sequences = Batches.Sequences(6);
        async Task<float[]> WeightsAsync(int epochs, params IReadOnlyList<LearningSequence>[] miniBatches)
        {
            using PolicyModel policy = Policy(1);
            using var learner = new TorchLearner(policy, new ObjectiveOptions(), new OptimizerOptions { LearningRate = 1e-3, Epochs = epochs }, 10);
            await learner.UpdateAsync(Batches.Of(miniBatches), default);
            return await WeightsOfAsync(policy);
        }

        float[] epochs = await WeightsAsync(2, sequences), listed = await WeightsAsync(1, sequences, sequences);

        epochs.Should().Equal(listed);
    }

    [Fact]
    public async Task UpdateAsync_NoSignal_TakesNoStep()
    {
        using PolicyModel policy = Policy(1);
        using var learner = new TorchLearner(policy, new ObjectiveOptions(), new OptimizerOptions { LearningRate = 1 }, 10);
        float[] before = await WeightsOfAsync(policy);

        LearningReport report = await learner.UpdateAsync(Batches.Of([.. Batches.Sequences(7).Select(s => s with { Advantage = 0 })]), default);

        (await WeightsOfAsync(policy)).Should().Equal(before, "weight decay belongs to a step too");
        (report.OptimizerSteps, report.Loss, report.PolicyVersion).Should().Be((0, 0, "update-0"));
    }

    [Fact]
    public async Task UpdateAsync_NoSignalButKl_TakesAStep()
    {
        using PolicyModel policy = Policy(1);
        using var learner = new TorchLearner(policy, new ObjectiveOptions { KlCoefficient = 0.1 }, new OptimizerOptions { LearningRate = 1e-3 }, 10);
        IReadOnlyList<LearningSequence> flat = [.. Batches.Sequences(7).Select(s => s with { Advantage = 0 })];

        LearningReport report = await learner.UpdateAsync(Batches.Of(flat), default);

        report.OptimizerSteps.Should().Be(1);
        report.Kl.Should().BeApproximately(0, 1e-6, "the policy is still the reference");
    }

    [Fact]
    public async Task UpdateAsync_FarFromTheReference_ClampsItsKlAtTenWithoutAGradientWhereAsked()
    {
        async Task<LearningReport> ReportAsync(bool clamp)
        {
            using PolicyModel policy = Policy(1);
            using var learner = new TorchLearner(policy, new ObjectiveOptions { KlCoefficient = 0.1, ClampKl = clamp }, new OptimizerOptions(), 10);
            await policy.Thread.RunAsync(() =>
            {
                // Sharper by far than the reference, whose tokens are all about as likely as each other.
                WideModels.Shake(policy.Model, 5, 0.5);
                return 0;
            });
            LearningSequence[] unlikely = [.. await policy.Thread.RunAsync(() => UnlikeliestAfter(policy.Model, [3, 1, 4]))];
            return await learner.UpdateAsync(Batches.Of(unlikely), default);
        }

        LearningReport free = await ReportAsync(clamp: false), clamped = await ReportAsync(clamp: true);

        free.Kl.Should().BeGreaterThan(10);
        free.GradientNorm.Should().BeGreaterThan(0);
        clamped.Kl.Should().BeApproximately(10, 1e-6);
        clamped.GradientNorm.Should().Be(0);
    }

    [Fact]
    public async Task UpdateAsync_NonFiniteAdvantageFromOverflow_ThrowsAndLeavesTheWeights()
    {
        using PolicyModel policy = Policy(1);
        using var learner = new TorchLearner(policy, new ObjectiveOptions(), new OptimizerOptions { LearningRate = 1 }, 10);
        float[] before = await WeightsOfAsync(policy);
        List<LearningSequence> sequences = Batches.Sequences(8);
        sequences[3] = sequences[3] with { Advantage = 1e300 };

        Func<Task> update = () => learner.UpdateAsync(Batches.Of(sequences), default);

        (await update.Should().ThrowAsync<NonFiniteException>()).WithMessage("*step 1, epoch 1, mini-batch 1*");
        (await WeightsOfAsync(policy)).Should().Equal(before);
        policy.Version.Should().Be("update-0");
    }

    [Fact]
    public async Task UpdateAsync_FaultySequences_NamesAllOfThem()
    {
        using PolicyModel policy = Policy(1);
        using var learner = new TorchLearner(policy, new ObjectiveOptions(), new OptimizerOptions(), 10);
        List<LearningSequence> sequences = Batches.Sequences(9);
        sequences[0] = sequences[0] with { ResponseTokens = [], RawLogProbs = [] };
        sequences[1] = sequences[1] with { PromptTokens = new int[200] };
        sequences[2] = sequences[2] with { PromptTokens = [48] };
        sequences[4] = sequences[4] with { RawLogProbs = new float[50] };

        Func<Task> update = () => learner.UpdateAsync(Batches.Of(sequences), default);

        (await update.Should().ThrowAsync<ArgumentException>()).Which.Message.Should().ContainAll(
            "mini-batch 1, sequence 1: ", "sequence 2: ", "the context holds 128", "sequence 3: a token outside", "sequence 5: 50 raw log-probs");
    }

    [Fact]
    public async Task UpdateAsync_RepeatedAdvantage_RaisesTheLogProbOfTheResponse()
    {
        using PolicyModel policy = Policy(1);
        using var learner = new TorchLearner(policy, new ObjectiveOptions(), new OptimizerOptions { LearningRate = 1e-2 }, 100);
        List<LearningSequence> sequences = Batches.Sequences(10, prompts: 1, group: 4);
        for (int i = 0; i < 4; i++) sequences[i] = sequences[i] with { Revised = i == 3, Advantage = i == 3 ? 1 : -0.3 };
        var logProbs = new List<double>();

        for (int i = 0; i < 12; i++) logProbs.Add((await learner.UpdateAsync(Batches.Of(sequences), default)).RevisedLogProb);

        logProbs[^1].Should().BeGreaterThan(logProbs[0] + 1);
    }

    [Fact]
    public async Task UpdateAsync_ManySteps_KeepsTheNumberOfLiveTensors()
    {
        using PolicyModel policy = Policy(1);
        using var learner = new TorchLearner(policy, new ObjectiveOptions { KlCoefficient = 0.1, EntropyCoefficient = 0.1 }, new OptimizerOptions { MicroBatchTokens = 100 }, 100);
        LearningBatch batch = Batches.Of(Batches.Sequences(11), Batches.Sequences(12));
        await learner.UpdateAsync(batch, default);
        long before = await policy.Thread.RunAsync(() => DisposeScopeManager.Statistics.ThreadTotalLiveCount);

        for (int i = 0; i < 5; i++) await learner.UpdateAsync(batch, default);

        (await policy.Thread.RunAsync(() => DisposeScopeManager.Statistics.ThreadTotalLiveCount)).Should().Be(before);
    }

    [Fact]
    public async Task UpdateAsync_Adapters_LeaveTheBaseAndTrainOnlyTheirTargets()
    {
        using PolicyModel policy = TinyPolicies.Lora(3, "fp32", "q_proj", "down_proj");
        using var learner = new TorchLearner(policy, new ObjectiveOptions { KlCoefficient = 0.1 }, new OptimizerOptions { LearningRate = 1e-2 }, 10);
        float[] before = await policy.Thread.RunAsync(() => policy.Model.BaseTensors().Values.SelectMany(weight => weight.data<float>().ToArray()).ToArray());
        LearningBatch batch = Batches.Of(Batches.Sequences(13));

        LearningReport first = await learner.UpdateAsync(batch, default), second = await learner.UpdateAsync(batch, default);

        (await policy.Thread.RunAsync(() => policy.Model.BaseTensors().Values.SelectMany(weight => weight.data<float>().ToArray()).ToArray())).Should().Equal(before);
        policy.Model.AdapterTensors().Should().HaveCount(2 * 2 * 2).And.OnlyContain(a => a.Key.Contains("q_proj") || a.Key.Contains("down_proj"));
        first.Kl.Should().BeApproximately(0, 1e-9, "new adapters change nothing, and the base is the reference");
        second.Kl.Should().BeGreaterThan(1e-9);
    }

    [Fact]
    public async Task EffectiveWeights_AfterAdapterUpdates_ScoreAsTheAdaptersDo()
    {
        using PolicyModel policy = TinyPolicies.Lora(3);
        using var learner = new TorchLearner(policy, new ObjectiveOptions(), new OptimizerOptions { LearningRate = 1e-2 }, 10);
        for (int i = 0; i < 3; i++) await learner.UpdateAsync(Batches.Of(Batches.Sequences(14)), default);

        float difference = await policy.Thread.RunAsync(() =>
        {
            using DisposeScope scope = NewDisposeScope();
            ModelWeights merged = policy.Model.EffectiveWeights();
            var names = policy.Model.BaseTensors().Keys.ToList();
            var tensors = names.ToDictionary(name => name, name => policy.Model.BaseTensors()[name]);
            for (int i = 0; i < merged.Layers.Count; i++)
            {
                LayerWeights layer = merged.Layers[i];
                foreach ((string projection, Tensor weight) in new[]
                {
                    ("q_proj", layer.Query), ("k_proj", layer.Key), ("v_proj", layer.Value), ("o_proj", layer.Output),
                    ("gate_proj", layer.Gate), ("up_proj", layer.Up), ("down_proj", layer.Down),
                })
                    tensors[ParameterNames.Projection(i, projection)] = weight;
            }

            using var plain = CausalLanguageModel.Load(policy.Architecture, tensors, CPU, ScalarType.Float32);
            var builder = new PackedBatchBuilder();
            builder.AddGroup([3, 1, 4, 1, 5], [9, 2, 6], [5, 3, 5, 8]);
            using PackedBatch batch = builder.Build(CPU, ScalarType.Float32);
            Tensor change = Backpropagation.Score(policy.Model, batch, 1) - Backpropagation.Score(policy.Model, batch, 1, reference: true);
            change.abs().max().item<float>().Should().BeGreaterThan(1e-3f, "the adapters have moved");
            return (Backpropagation.Score(policy.Model, batch, 1) - Backpropagation.Score(plain, batch, 1)).abs().max().item<float>();
        });

        difference.Should().BeLessThan(1e-5f);
    }

    private static PolicyModel Policy(ulong seed) => TinyPolicies.Full(seed);

    private static Task<float[]> WeightsOfAsync(PolicyModel policy) => policy.Thread.RunAsync(() => policy.Model.Masters.Flat.data<float>().ToArray());

    private static async Task<(float[] Gradient, LearningReport Report)> GradientAsync(IReadOnlyList<LearningSequence> sequences, ObjectiveOptions objective, int tokens)
    {
        using PolicyModel policy = Policy(1);
        using var learner = new TorchLearner(policy, objective, new OptimizerOptions { MaxGradientNorm = 0, MicroBatchTokens = tokens }, 10);
        LearningReport report = await learner.UpdateAsync(Batches.Of(sequences), default);
        return (await policy.Thread.RunAsync(() => policy.Model.Gradients.Flat.data<float>().ToArray()), report);
    }

    /// <summary>Responses of one token without advantage: the four that the model would give least.</summary>
    private static IEnumerable<LearningSequence> UnlikeliestAfter(CausalLanguageModel model, int[] prompt)
    {
        LearningSequence[] all = [.. Enumerable.Range(0, model.Architecture.VocabularySize).Select(token => new LearningSequence
        {
            PromptTokens = prompt, ResponseTokens = [token], BehaviourLogProbs = [], RawLogProbs = [], Advantage = 0, Revised = false,
        })];
        return all.Zip(ScoreOf(model, all)).OrderBy(pair => pair.Second).Take(4).Select(pair => pair.First);
    }

    private static float[] ScoreOf(CausalLanguageModel model, IReadOnlyList<LearningSequence> sequences)
    {
        using DisposeScope scope = NewDisposeScope();
        var builder = new PackedBatchBuilder();
        foreach (LearningSequence sequence in sequences) builder.AddGroup(sequence.PromptTokens, sequence.ResponseTokens);
        using PackedBatch batch = builder.Build(CPU, ScalarType.Float32);
        return Backpropagation.Score(model, batch, 1).data<float>().ToArray();
    }

    private static double Differs(float[] expected, float[] actual) => Differences.Largest(actual, expected) / expected.Max(Math.Abs);
}
