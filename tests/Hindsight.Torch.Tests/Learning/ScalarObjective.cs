using Hindsight.Learning;

namespace Hindsight.Torch.Tests.Learning;

/// <summary>The mixed objective of the specification, section 4, written down once more on plain numbers: nothing of the learner's is used.</summary>
/// <param name="Options">ε, c, γ, β, η, the estimate of KL, what revised responses are conditioned on, and how tokens are weighed.</param>
/// <param name="Sequences">The mini-batch.</param>
/// <param name="Old">log π_old of every token, fixed.</param>
/// <param name="Reference">log π_ref of every token, fixed.</param>
internal sealed record ScalarObjective(ObjectiveOptions Options, IReadOnlyList<LearningSequence> Sequences, double[][] Old, double[][] Reference)
{
    /// <summary>The loss of a mini-batch, given each token's log-prob and the entropy it was drawn from.</summary>
    public double Loss(double[][] logProbs, double[][] entropies)
    {
        double sum = 0;
        for (int s = 0; s < Sequences.Count; s++)
        {
            for (int t = 0; t < logProbs[s].Length; t++)
            {
                sum += Weight(Sequences[s].ResponseTokens.Length) * (Policy(Sequences[s], logProbs[s][t], Denominator(s, t))
                    + Options.KlCoefficient * Kl(Reference[s][t] - logProbs[s][t]) - Options.EntropyCoefficient * entropies[s][t]);
            }
        }

        return sum;
    }

    private double Weight(int length) => 1.0 / Options.Aggregation switch
    {
        LossAggregation.SequenceMeanTokenSum => Sequences.Count,
        LossAggregation.SequenceMeanTokenMean => Sequences.Count * length,
        LossAggregation.SequenceMeanTokenSumNorm => Sequences.Max(s => s.ResponseTokens.Length),
        _ => Sequences.Sum(s => s.ResponseTokens.Length),
    };

    private double Kl(double d) => Options.Kl switch
    {
        KlKind.K1 => -d,
        KlKind.K2 => d * d / 2,
        KlKind.Absolute => Math.Abs(d),
        _ when Options.ClampKl => Math.Clamp(Math.Exp(Math.Clamp(d, -20, 20)) - Math.Clamp(d, -20, 20) - 1, -10, 10),
        _ => Math.Exp(d) - d - 1,
    };

    private double Denominator(int s, int t) => !Sequences[s].Revised ? Old[s][t] : Options.Conditioning switch
    {
        Conditioning.PlainBehaviour => Sequences[s].BehaviourLogProbs[t],
        Conditioning.PlainUnit => 0,
        _ => Old[s][t],
    };

    private double Policy(LearningSequence sequence, double logProb, double denominator)
    {
        double ratio = Math.Exp(Math.Clamp(logProb - denominator, -20, 20)), a = sequence.Advantage;
        if (sequence.Revised) return -a * ratio / (ratio + Options.Gamma);
        double clipped = Math.Max(-a * ratio, -a * Math.Clamp(ratio, 1 - Options.ClipLow, 1 + Options.ClipHigh));
        return a < 0 ? Math.Min(clipped, -a * Options.DualClip) : clipped;
    }
}
