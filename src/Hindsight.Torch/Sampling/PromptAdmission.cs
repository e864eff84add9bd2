using static TorchSharp.torch;

namespace Hindsight.Torch.Sampling;

/// <summary>Fills slots with prompts: each prompt is computed once, copied to its other samples' slots, and held while more of its samples wait.</summary>
/// <param name="engine">Computes them.</param>
/// <param name="heldSlot">The slot beyond the active ones that holds a prompt.</param>
internal sealed class PromptAdmission(DecodeEngine engine, int heldSlot) : IDisposable
{
    private int[]? _held;
    private Tensor? _heldLogits;

    /// <summary>Computes the prompts of sequences that enter the slots from <paramref name="firstSlot"/> on.</summary>
    /// <param name="entering">Sequences of one prompt stand together.</param>
    /// <param name="firstSlot">The first one's slot.</param>
    /// <param name="next">The sequence that waits for the next slot, if any.</param>
    /// <returns>The first token's logits <c>[prompts, V]</c> in the caller's scope, and each sequence's row in them.</returns>
    public (Tensor Logits, int[] Rows) Compute(ReadOnlySpan<Generation> entering, int firstSlot, Generation? next)
    {
        using var scope = NewDisposeScope();
        int[] rows = new int[entering.Length];
        List<(int Slot, int[] Tokens)> prompts = [];
        for (int i = 0; i < entering.Length; i++)
        {
            if (i == 0 || entering[i].Request.Prompt != prompts[^1].Tokens) prompts.Add((firstSlot + i, entering[i].Request.Prompt));
            rows[i] = prompts.Count - 1;
        }

        bool firstIsHeld = prompts[0].Tokens == _held;
        if (firstIsHeld) engine.Memory.Copy(heldSlot, firstSlot, _held!.Length);
        List<Tensor> parts = firstIsHeld ? [_heldLogits!] : [];
        if (prompts.Count > parts.Count) parts.Add(engine.LastLogits([.. prompts.Skip(parts.Count)]));
        Tensor logits = parts.Count == 1 ? parts[0].alias() : cat(parts);
        for (int i = 0; i < rows.Length; i++)
        {
            (int source, int[] tokens) = prompts[rows[i]];
            if (source != firstSlot + i) engine.Memory.Copy(source, firstSlot + i, tokens.Length);
        }

        Hold(prompts[^1], logits, next);
        return (logits.MoveToOuterDisposeScope(), rows);
    }

    /// <inheritdoc/>
    public void Dispose() => _heldLogits?.Dispose();

    private void Hold((int Slot, int[] Tokens) prompt, Tensor logits, Generation? next)
    {
        if (_held == next?.Request.Prompt) return;
        _heldLogits?.Dispose();
        (_held, _heldLogits) = (null, null);
        if (next is null || prompt.Tokens != next.Request.Prompt) return;
        engine.Memory.Copy(prompt.Slot, heldSlot, prompt.Tokens.Length);
        _held = prompt.Tokens;
        _heldLogits = logits.narrow(0, logits.size(0) - 1, 1).clone().DetachFromDisposeScope();
    }
}
