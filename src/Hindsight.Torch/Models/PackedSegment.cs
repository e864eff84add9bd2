namespace Hindsight.Torch.Models;

/// <summary>Tokens of a packed batch that attend to themselves causally, and to all of a prefix.</summary>
/// <param name="Start">The first row.</param>
/// <param name="Length">The number of rows.</param>
/// <param name="PrefixStart">The prefix's first row.</param>
/// <param name="PrefixLength">The prefix's rows; 0: none.</param>
internal readonly record struct PackedSegment(int Start, int Length, int PrefixStart = 0, int PrefixLength = 0);
