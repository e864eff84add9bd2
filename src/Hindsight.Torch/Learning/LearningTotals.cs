using Hindsight.Learning;
using Hindsight.Torch.Learning.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace Hindsight.Torch.Learning;

/// <summary>Sums over tokens from which a <see cref="LearningReport"/> is made.</summary>
internal sealed class LearningTotals
{
    private double _loss, _policy, _kl, _entropy, _clipped, _dualClipped, _ratios, _revisedRatios, _onPolicy, _revised;
    private double _driftSum, _driftMax, _revisedLogProb, _revisedTokens;
    private long _driftTokens, _entropyTokens, _denominators, _tokens;
    private readonly List<double> _norms = [];

    /// <summary>Tokens that went through the model forwards and backwards.</summary>
    public long ComputedTokens { get; set; }

    /// <summary>Counts a mini-batch's denominator: once an epoch.</summary>
    public void AddDenominator(long responseTokens, bool firstEpoch)
    {
        _denominators += responseTokens;
        if (firstEpoch) _tokens += responseTokens;
    }

    /// <summary>Counts an optimiser step.</summary>
    public void AddStep(double gradientNorm) => _norms.Add(gradientNorm);

    /// <summary>Adds one chunk's tokens: the loss and its parts weighted, the others as they are.</summary>
    /// <returns>The sum of the chunk's weighted token losses.</returns>
    public double AddChunk(Tensor loss, Tensor policy, Tensor? kl, Tensor entropies, Tensor ratios, Tensor advantages, Tensor revised, ObjectiveOptions options)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable mode = no_grad();
        Tensor unrevised = revised.logical_not(), zero = zeros(1, dtype: loss.dtype, device: loss.device).squeeze(0);
        Tensor Count(Tensor mask) => mask.to_type(loss.dtype).sum();
        double[] sums = stack(
            [
                loss.sum(), policy.sum(), kl?.sum() ?? zero, entropies.sum(),
                Count(PolicyLoss.IsClipped(ratios, advantages, options.ClipLow, options.ClipHigh).logical_and(unrevised)),
                Count(PolicyLoss.IsDualClipped(ratios, advantages, options.ClipLow, options.ClipHigh, options.DualClip).logical_and(unrevised)),
                (ratios * unrevised).sum(), (ratios * revised).sum(), Count(unrevised), Count(revised),
            ]).to_type(ScalarType.Float64).cpu().data<double>().ToArray();
        (_loss, _policy, _kl, _entropy) = (_loss + sums[0], _policy + sums[1], _kl + sums[2], _entropy + sums[3]);
        (_clipped, _dualClipped, _ratios, _revisedRatios) = (_clipped + sums[4], _dualClipped + sums[5], _ratios + sums[6], _revisedRatios + sums[7]);
        (_onPolicy, _revised) = (_onPolicy + sums[8], _revised + sums[9]);
        _entropyTokens += loss.numel();
        return sums[0];
    }

    /// <summary>Compares the learner's log-probs before the first update with those recorded at sampling.</summary>
    /// <param name="sequence">What was sampled.</param>
    /// <param name="logProbs">The learner's log-probs of its tokens.</param>
    /// <param name="temperature">Where it is not 1, the recorded log-probs at that temperature are compared.</param>
    public void AddBefore(LearningSequence sequence, double[] logProbs, double temperature)
    {
        if (sequence.Revised)
        {
            _revisedLogProb += logProbs.Sum();
            _revisedTokens += logProbs.Length;
            return;
        }

        if (sequence.RawLogProbs.Length == 0) return;
        float[] sampled = temperature == 1 ? sequence.RawLogProbs : sequence.BehaviourLogProbs;
        for (int i = 0; i < logProbs.Length; i++)
        {
            double drift = Math.Abs(logProbs[i] - sampled[i]);
            _driftSum += drift;
            _driftMax = Math.Max(_driftMax, drift);
        }

        _driftTokens += logProbs.Length;
    }

    /// <summary>The report.</summary>
    public LearningReport Report(double learningRate, string version) => new()
    {
        Loss = _loss / Math.Max(1, _denominators),
        PolicyLoss = _policy / Math.Max(1, _denominators),
        Kl = _kl / Math.Max(1, _denominators),
        Entropy = _entropyTokens > 0 ? _entropy / _entropyTokens : double.NaN,
        ClipFraction = _onPolicy > 0 ? _clipped / _onPolicy : 0,
        DualClipFraction = _onPolicy > 0 ? _dualClipped / _onPolicy : 0,
        MeanRatio = _onPolicy > 0 ? _ratios / _onPolicy : 1,
        MeanRevisedRatio = _revised > 0 ? _revisedRatios / _revised : double.NaN,
        RevisedLogProb = _revisedTokens > 0 ? _revisedLogProb / _revisedTokens : double.NaN,
        LargestLogProbDrift = _driftMax,
        MeanLogProbDrift = _driftTokens > 0 ? _driftSum / _driftTokens : 0,
        GradientNorm = _norms.Count > 0 ? _norms.Average() : 0,
        LearningRate = learningRate,
        OptimizerSteps = _norms.Count,
        ResponseTokens = _tokens,
        ComputedTokens = ComputedTokens,
        PolicyVersion = version,
    };
}
