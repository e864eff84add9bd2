using Hindsight.Torch.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Hindsight.Torch.Sampling;

/// <summary>The forward pass over key/value memory: prompts packed in chunks, then one token a step for a batch of slots. Runs on the thread that owns the model.</summary>
internal sealed class DecodeEngine : IDisposable
{
    /// <summary>The most rows that one pass over a prompt has.</summary>
    public int ChunkRows { get; init; } = 1024;

    // Slots' capacities and the attended width are multiples of this, for the matrix kernels' sake.
    private const int Grain = 16;

    private readonly Architecture _architecture;
    private readonly Device _device;
    private readonly ScalarType _dtype;
    private readonly jit.ScriptModule _script;
    private readonly bool _packed;
    private readonly Tensor _columns;

    // Held here: a number given to a script would be wrapped in a Scalar that nobody holds, and a collection during the call would free it under the kernel.
    private readonly Scalar _epsilon;
    private DecodeWeights? _weights;
    private Tensor _rows = zeros(0, dtype: ScalarType.Int64).DetachFromDisposeScope();

    /// <summary>An engine without weights yet.</summary>
    /// <param name="architecture">The model's numbers.</param>
    /// <param name="dtype">The type to compute in; bf16 becomes fp32 on a processor without kernels for it.</param>
    /// <param name="device">Where to compute.</param>
    public DecodeEngine(Architecture architecture, ScalarType dtype, Device device)
    {
        _architecture = architecture;
        _device = device;
        _packed = dtype == ScalarType.BFloat16 && device.type == DeviceType.CPU && OneDnn.HasBFloat16;
        _dtype = dtype == ScalarType.BFloat16 && device.type == DeviceType.CPU && !OneDnn.HasBFloat16 ? ScalarType.Float32 : dtype;
        _script = DecodeScript.Load(_packed);
        _columns = arange(RoundUp(architecture.ContextLength), device: device).DetachFromDisposeScope();
        _epsilon = architecture.NormEpsilon;
        Memory = new KeyValueMemory(architecture, _dtype, device);
    }

    /// <summary>The slots' memory.</summary>
    public KeyValueMemory Memory { get; }

    /// <summary>Takes new weights; they are copied or packed as decoding wants them.</summary>
    public void Load(ModelWeights weights)
    {
        _weights?.Dispose();
        _weights = null;
        _weights = new DecodeWeights(_architecture, weights, _dtype, _packed ? _script : null);
    }

    /// <summary>Lays out memory for a batch.</summary>
    public void Reserve(int slots, int positions)
    {
        Memory.Reserve(slots, RoundUp(positions));
        if (_rows.size(0) == slots) return;
        _rows.Dispose();
        _rows = arange(slots, device: _device).DetachFromDisposeScope();
    }

    /// <summary>Computes segments of prompts in one pass and puts their keys and values into their slots.</summary>
    /// <returns>The normalised last hidden state of every token, <c>[rows, D]</c>, in the caller's scope.</returns>
    public Tensor Prefill(IReadOnlyList<PromptSegment> segments)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        long[] tokens = [.. segments.SelectMany(s => s.Tokens).Select(t => (long)t)];
        long[] positions = [.. segments.SelectMany(s => Enumerable.Range(s.Start, s.Tokens.Count)).Select(p => (long)p)];
        Tensor[] parts = [.. segments.Select(s => tensor([s.Slot, s.Start, s.Tokens.Count], dtype: ScalarType.Int64))];
        var hidden = (Tensor)_script.invoke("prefill", tensor(tokens, device: _device), tensor(positions, device: _device), parts,
            Weights, Memory.Keys, Memory.Values, _architecture.Heads, _epsilon);
        return hidden.MoveToOuterDisposeScope();
    }

    /// <summary>Computes whole prompts, each in its slot.</summary>
    /// <returns>The logits after each prompt's last token, <c>[prompts, V]</c>, in the caller's scope.</returns>
    public Tensor LastLogits(IReadOnlyList<(int Slot, int[] Tokens)> prompts)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        List<Tensor> last = [];
        int prompt = 0;
        foreach (List<PromptSegment> pass in PromptChunks.Cut(prompts, ChunkRows))
        {
            using var passScope = NewDisposeScope();
            Tensor hidden = Prefill(pass);
            List<long> rows = [];
            int row = 0;
            foreach (PromptSegment segment in pass)
            {
                row += segment.Tokens.Count;
                if (segment.Start + segment.Tokens.Count < prompts[prompt].Tokens.Length) continue;
                rows.Add(row - 1);
                prompt++;
            }

            if (rows.Count > 0) last.Add(hidden.index_select(0, tensor([.. rows], device: _device)).MoveToOuterDisposeScope());
        }

        return Logits(cat(last)).MoveToOuterDisposeScope();
    }

    /// <summary>The logits of hidden states: <c>[rows, V]</c> in the caller's scope.</summary>
    public Tensor Logits(Tensor hidden)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        return ((Tensor)_script.invoke("linear", hidden, Weights[4])).MoveToOuterDisposeScope();
    }

    /// <summary>Appends one token to each of the first slots.</summary>
    /// <param name="tokens">One for each slot.</param>
    /// <param name="positions">The token's position in its sequence: its column in the slot's memory.</param>
    /// <returns>The next token's logits, <c>[slots, V]</c>, in the caller's scope.</returns>
    public Tensor Step(ReadOnlySpan<long> tokens, ReadOnlySpan<long> positions)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        int width = RoundUp((int)System.Numerics.Tensors.TensorPrimitives.Max(positions) + 1);
        var logits = (Tensor)_script.invoke("step", Send(tokens), Send(positions), _rows.narrow(0, 0, tokens.Length), _columns,
            Weights, Memory.Keys, Memory.Values, Math.Min(width, Memory.Capacity), _architecture.Heads, _epsilon);
        return logits.MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _weights?.Dispose();
        Memory.Dispose();
        _rows.Dispose();
        _columns.Dispose();
        _script.Dispose();
        _epsilon.Dispose();
    }

    private Tensor[] Weights => _weights?.All ?? throw new InvalidOperationException("No weights are loaded.");

    private static int RoundUp(int positions) => (positions + Grain - 1) / Grain * Grain;

    private Tensor Send(ReadOnlySpan<long> values)
    {
        Tensor tensor = empty(values.Length, dtype: ScalarType.Int64);
        values.CopyTo(System.Runtime.InteropServices.MemoryMarshal.Cast<byte, long>(tensor.bytes));
        return _device.type == DeviceType.CPU ? tensor : tensor.to(_device);
    }
}
