using Hindsight.Learning;
using Hindsight.Torch.Learning;
using Hindsight.Torch.Models;
using Hindsight.Torch.Tests.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Hindsight.Torch.Tests.Learning;

/// <summary>The backward pass written by hand against slopes of the loss, through the real learner and the real trainer.</summary>
public sealed class GradientCheckTests
{
    private static readonly LoraOptions Lora = new() { Enabled = true, Rank = 2, Alpha = 3 };

    public static TheoryData<Conditioning, bool, bool> Cases()
    {
        var cases = new TheoryData<Conditioning, bool, bool>();
        foreach (Conditioning conditioning in Enum.GetValues<Conditioning>())
        {
            cases.Add(conditioning, true, false);
            cases.Add(conditioning, false, false);
            cases.Add(conditioning, true, true);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task UpdateAsync_WholeObjective_HasTheGradientOfItsSlopes(Conditioning conditioning, bool tied, bool lora)
    {
        var objective = new ObjectiveOptions { Conditioning = conditioning, KlCoefficient = 0.3, EntropyCoefficient = 0.1, Temperature = 0.8, Gamma = 0.5 };
        using PolicyModel policy = WideModels.Policy(WideModels.Shape(tied), lora ? Lora : null);
        await CheckAsync(policy, objective, rate: 0.05);
    }

    [Fact]
    public async Task UpdateAsync_PolicyLossAlone_HasTheGradientOfItsSlopes()
    {
        using PolicyModel policy = WideModels.Policy(WideModels.Shape(tied: true), null);
        await CheckAsync(policy, new ObjectiveOptions(), rate: 0.05);
    }

    [Theory]
    [InlineData(LossAggregation.SequenceMeanTokenSum)]
    [InlineData(LossAggregation.SequenceMeanTokenMean)]
    [InlineData(LossAggregation.SequenceMeanTokenSumNorm)]
    public async Task UpdateAsync_AnyAggregation_HasTheGradientOfItsSlopes(LossAggregation aggregation)
    {
        using PolicyModel policy = WideModels.Policy(WideModels.Shape(tied: true), null);
        await CheckAsync(policy, new ObjectiveOptions { Aggregation = aggregation, KlCoefficient = 0.3, EntropyCoefficient = 0.1 }, rate: 0.05);
    }

    [Theory]
    [InlineData(KlKind.K1)]
    [InlineData(KlKind.K2)]
    [InlineData(KlKind.Absolute)]
    public async Task UpdateAsync_AnyEstimateOfKl_HasTheGradientOfItsSlopes(KlKind kind)
    {
        using PolicyModel policy = WideModels.Policy(WideModels.Shape(tied: true), null);
        await CheckAsync(policy, new ObjectiveOptions { Kl = kind, KlCoefficient = 0.3 }, rate: 0.05);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public async Task TrainAsync_OneStep_HasTheGradientOfItsSlopes(bool tied, bool lora)
    {
        using PolicyModel policy = WideModels.Policy(WideModels.Shape(tied), lora ? Lora : null);
        SupervisedExample[] examples =
            [.. Batches.Sequences(3, prompts: 4, group: 1, vocabulary: 19).Select(s => new SupervisedExample([.. s.PromptTokens, .. s.ResponseTokens], [.. s.PromptTokens.Select(t => t % 5 == 0), .. s.ResponseTokens.Select(_ => true)]))];
        // At rate 0 the weights stay where the gradient was taken.
        var options = new SupervisedOptions { BatchTokens = 1000, Optimizer = new OptimizerOptions { LearningRate = 0, MaxGradientNorm = 0, MicroBatchTokens = 40 } };
        await ShakeAsync(policy);

        using var trainer = new SupervisedTrainer(policy, examples, options, TimeProvider.System);
        SupervisedProgress? step = await trainer.TrainAsync();

        await policy.Thread.RunAsync(() =>
        {
            double Loss()
            {
                double[][] logProbs = Score(policy.Model, [.. examples.Select(e => (e.Tokens[..1], e.Tokens[1..]))], 1).LogProbs;
                return -examples.SelectMany((e, i) => logProbs[i].Where((_, t) => e.Learned[t + 1])).Average();
            }

            step!.Loss.Should().BeApproximately(Loss(), 1e-12);
            FiniteDifferences.ShouldAgree(policy.Model, Loss);
            return 0;
        });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task UpdateAsync_Fp32WithItsKernels_GivesTheGradientOfFp64(bool lora)
    {
        var objective = new ObjectiveOptions { Conditioning = Conditioning.PlainBehaviour, KlCoefficient = 0.3, EntropyCoefficient = 0.1, Temperature = 0.8, Gamma = 0.5 };
        var gradients = new List<Dictionary<string, double[]>>();
        foreach (ScalarType type in new[] { ScalarType.Float64, ScalarType.Float32 })
        {
            using PolicyModel policy = WideModels.Policy(WideModels.Shape(tied: true), lora ? Lora : null, type);
            using var learner = new TorchLearner(policy, objective, new OptimizerOptions { LearningRate = 0, MaxGradientNorm = 0, MicroBatchTokens = 60 }, 1);
            await ShakeAsync(policy);
            await learner.UpdateAsync(Batches.Of(Sequences()), default);
            gradients.Add(await policy.Thread.RunAsync(() => policy.Model.Gradients.Layout.Slots.ToDictionary(
                slot => slot.Name, slot => policy.Model.Gradients[slot.Name].to_type(ScalarType.Float64).data<double>().ToArray())));
        }

        foreach ((string name, double[] expected) in gradients[0])
        {
            double difference = Norm([.. expected.Zip(gradients[1][name], (a, b) => a - b)]) / Norm(expected);
            difference.Should().BeLessThan(Math.ScaleB(1, -24) * 64, "fp32 rounds by 2⁻²⁴, some tens of times on the way to {0}", name);
        }
    }

    /// <summary>Two epochs, the second at rate 0: its gradient is taken where the ratios are no longer one, some clipped, and the weights stay there.</summary>
    private static async Task CheckAsync(PolicyModel policy, ObjectiveOptions objective, double rate)
    {
        List<LearningSequence> sequences = Sequences();
        var optimizer = new OptimizerOptions { LearningRate = rate, Epochs = 2, Schedule = ScheduleKind.Linear, MaxGradientNorm = 0, MicroBatchTokens = 60 };
        using var learner = new TorchLearner(policy, objective, optimizer, totalOptimizerSteps: 1);
        (double[][] LogProbs, double[][] Entropies) Now() => Score(policy.Model, [.. sequences.Select(s => (s.PromptTokens, s.ResponseTokens))], objective.Temperature);
        double[][] reference = (await policy.Thread.RunAsync(Now)).LogProbs;
        await ShakeAsync(policy);
        (double[][] old, double[][] entropies) = await policy.Thread.RunAsync(Now);
        var expected = new ScalarObjective(objective, sequences, old, reference);

        LearningReport report = await learner.UpdateAsync(Batches.Of(sequences), default);

        report.OptimizerSteps.Should().Be(2);
        report.ClipFraction.Should().BeInRange(0.05, 0.95, "both branches of the clip must be taken");
        await policy.Thread.RunAsync(() =>
        {
            double Loss()
            {
                (double[][] logProbs, double[][] distributions) = Now();
                return expected.Loss(logProbs, distributions);
            }

            report.Loss.Should().BeApproximately((expected.Loss(old, entropies) + Loss()) / 2, 1e-12);
            FiniteDifferences.ShouldAgree(policy.Model, Loss);
            return 0;
        });
    }

    private static Task<int> ShakeAsync(PolicyModel policy) => policy.Thread.RunAsync(() =>
    {
        WideModels.Shake(policy.Model, 5, 0.2);
        return 0;
    });

    private static List<LearningSequence> Sequences() =>
    [
        .. Batches.Sequences(3, prompts: 3, group: 3, vocabulary: 19).Select(s => s with
        {
            ResponseTokens = s.ResponseTokens[..Math.Min(12, s.ResponseTokens.Length)], RawLogProbs = [], BehaviourLogProbs = s.BehaviourLogProbs[..Math.Min(12, s.ResponseTokens.Length)],
        }),
    ];

    /// <summary>Each sequence by itself, without sharing a prompt and without keeping anything for a backward pass.</summary>
    private static (double[][] LogProbs, double[][] Entropies) Score(CausalLanguageModel model, IReadOnlyList<(int[] Prompt, int[] Response)> sequences, double temperature)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable mode = no_grad();
        var builder = new PackedBatchBuilder();
        foreach ((int[] prompt, int[] response) in sequences) builder.AddGroup(prompt, response);
        using PackedBatch batch = builder.Build(model.Device, model.ComputeType);
        using DecoderPass pass = model.Forward(batch, keep: false);
        (Tensor logProbs, Tensor entropies) = ChunkedHead.Score(pass.Hidden.index_select(0, batch.Rows), model.Weights.Head, batch.Targets, temperature);
        int[] ends = [.. sequences.Select((_, i) => sequences.Take(i + 1).Sum(s => s.Response.Length))];
        double[][] Each(Tensor all) => [.. sequences.Select((s, i) => all.data<double>().ToArray()[(ends[i] - s.Response.Length)..ends[i]])];
        return (Each(logProbs), Each(entropies));
    }

    private static double Norm(double[] values) => Math.Sqrt(values.Sum(v => v * v));
}
