namespace Hindsight.Torch.Sampling;

/// <summary>A drawn token.</summary>
/// <param name="Token">Its id.</param>
/// <param name="LogProb">Its log-prob under the distribution it was drawn from; greedy: 0.</param>
/// <param name="RawLogProb">Its log-prob under the model's own distribution.</param>
internal readonly record struct Draw(int Token, float LogProb, float RawLogProb);
