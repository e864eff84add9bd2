namespace Hindsight.Torch.Learning;

/// <summary>A conversation or text as tokens.</summary>
/// <param name="Tokens">At least two.</param>
/// <param name="Learned">As long: which tokens the loss is on (the assistant's, for a conversation). The first token's entry is ignored: nothing predicts it.</param>
public sealed record SupervisedExample(int[] Tokens, bool[] Learned);
