using Hindsight.Policies;

namespace Hindsight.Torch.Sampling;

/// <summary>How the token of one row of logits is drawn.</summary>
/// <param name="Row">The row of the logits.</param>
/// <param name="Options">The request's options.</param>
/// <param name="Seen">The sequence's tokens so far, where there is a repetition penalty.</param>
/// <param name="Uniform">A number in [0, 1).</param>
internal readonly record struct RowRequest(int Row, SamplingOptions Options, SeenTokens? Seen, double Uniform);
