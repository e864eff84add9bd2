namespace Hindsight.Torch.Sampling;

/// <summary>Tokens that enter a slot's memory at positions <paramref name="Start"/> and on.</summary>
internal readonly record struct PromptSegment(int Slot, int Start, ArraySegment<int> Tokens);
