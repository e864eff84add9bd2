using Hindsight.Learning;

namespace Hindsight.Torch.Tests.Learning;

/// <summary>The mixed objective of the specification, section 4, written down once more on plain numbers: nothing of the learner's is used.</summary>
/// <param name="Options">ε, c, γ, β, η and what revised responses are conditioned on.</param>
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
                double d = Reference[s][t] - logProbs[s][t];
                sum += Policy(Sequences[s], logProbs[s][t], Denominator(s, t))
                    + Options.KlCoefficient * (Math.Exp(d) - d - 1) - Options.EntropyCoefficient * entropies[s][t];
            }
        }

        return sum / Sequences.Sum(s => s.ResponseTokens.Length);
    }

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
