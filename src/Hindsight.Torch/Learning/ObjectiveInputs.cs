using Hindsight.Learning;
using Hindsight.Torch.Learning.Losses;
using Hindsight.Torch.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Hindsight.Torch.Learning;

/// <summary>What the objective needs of a micro-batch's scored tokens besides their log-probs, <c>[S]</c> each.</summary>
internal sealed class ObjectiveInputs
{
    private readonly ObjectiveOptions _options;
    private readonly Tensor _revised, _isFixed, _fixed, _shares;
    private readonly Tensor? _reference;
    private readonly double _weight;

    /// <summary>Lays the numbers out in packed order.</summary>
    public ObjectiveInputs(MiniBatch miniBatch, MicroBatch part, CausalLanguageModel model, ObjectiveOptions options, Tensor? reference)
    {
        IReadOnlyList<LearningSequence> sequences = miniBatch.Sequences;
        IEnumerable<double> Each(int place, double value) => Enumerable.Repeat(value, sequences[place].ResponseTokens.Length);
        (_options, _reference, _weight) = (options, reference, 1.0 / miniBatch.ResponseTokens);
        // Weights as multiples of the token mean's, which are 1: sums of token losses then make the report's means.
        _shares = part.Spread(place => Each(place, miniBatch.Weights[place] / _weight), model);
        Advantages = part.Spread(place => Each(place, sequences[place].Advantage), model);
        _revised = part.Spread(place => Each(place, sequences[place].Revised ? 1 : 0), model).to_type(ScalarType.Bool);

        // Before the first update the denominator is the current log-prob, detached; a behaviour or unit denominator is fixed from the start.
        bool known = miniBatch.OldLogProbs[part.Places.First()] is not null;
        bool Recorded(int place) => sequences[place].Revised && (options.Conditioning is Conditioning.PlainBehaviour or Conditioning.PlainUnit);
        _isFixed = part.Spread(place => Each(place, known || Recorded(place) ? 1 : 0), model).to_type(ScalarType.Bool);
        _fixed = part.Spread(
            place => !Recorded(place) ? miniBatch.OldLogProbs[place] ?? Each(place, 0)
                : options.Conditioning == Conditioning.PlainUnit ? Each(place, 0)
                : sequences[place].BehaviourLogProbs.Select(value => (double)value),
            model);
    }

    /// <summary>A of each token.</summary>
    public Tensor Advantages { get; }

    /// <summary>The gradients of the chunk's share of the loss by its log-probs and, where the bonus wants them, entropies.</summary>
    /// <param name="start">The chunk's first token.</param>
    /// <param name="logProbs"><c>[c]</c></param>
    /// <param name="entropies"><c>[c]</c></param>
    /// <param name="totals">Where the chunk's sums go.</param>
    /// <returns>The gradients, <c>[c]</c>, and the chunk's share of the loss.</returns>
    public (Tensor LogProb, Tensor? Entropy, double Loss) Differentiate(long start, Tensor logProbs, Tensor entropies, LearningTotals totals)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable mode = enable_grad();
        Tensor Part(Tensor whole) => whole.narrow(0, start, logProbs.shape[0]);
        Tensor logp = logProbs.detach().requires_grad_();
        Tensor advantages = Part(Advantages), revised = Part(_revised);
        Tensor ratios = PolicyLoss.Ratio(logp, where(Part(_isFixed), Part(_fixed), logp.detach()));
        Tensor policy = MixedObjective.PolicyTokenLoss(ratios, advantages, revised, _options);
        Tensor? kl = _reference is null ? null : KlEstimate.Of(_options.Kl, logp, Part(_reference), _options.ClampKl);
        Tensor shares = Part(_shares);
        Tensor loss = shares * MixedObjective.TokenLoss(policy, kl, _options.EntropyCoefficient == 0 ? null : entropies, _options);
        (loss.sum() * _weight).backward();
        Tensor? dEntropy = _options.EntropyCoefficient == 0 ? null : shares * (-_options.EntropyCoefficient * _weight);
        double sum = totals.AddChunk(loss, shares * policy, kl is null ? null : shares * kl, entropies, ratios, advantages, revised, _options);
        return (logp.grad!.MoveToOuterDisposeScope(), dEntropy?.MoveToOuterDisposeScope(), sum * _weight);
    }
}
