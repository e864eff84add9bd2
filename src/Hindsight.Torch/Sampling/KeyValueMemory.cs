using Hindsight.Torch.Models;
using static TorchSharp.torch;

namespace Hindsight.Torch.Sampling;

/// <summary>The keys and values of all slots and layers, allocated once and viewed with as many slots of as many positions as the batch in hand needs.</summary>
internal sealed class KeyValueMemory(Architecture architecture, ScalarType dtype, Device device) : IDisposable
{
    private Tensor? _keys, _values;
    private Tensor? _allKeys, _allValues;

    /// <summary>For each layer <c>[slots, Hkv, d, capacity]</c>.</summary>
    public Tensor[] Keys { get; private set; } = [];

    /// <summary>For each layer <c>[slots, Hkv, capacity, d]</c>.</summary>
    public Tensor[] Values { get; private set; } = [];

    /// <summary>The positions of a slot.</summary>
    public int Capacity { get; private set; }

    /// <summary>The number of slots.</summary>
    public int Slots { get; private set; }

    /// <summary>Lays the memory out anew; what it held is gone.</summary>
    public void Reserve(int slots, int capacity)
    {
        if (slots == Slots && capacity == Capacity) return;
        ReleaseViews();
        using var scope = NewDisposeScope();
        int layers = architecture.Layers, heads = architecture.KeyValueHeads, d = architecture.HeadDimension;
        long size = (long)layers * slots * heads * d * capacity;
        if (_keys is null || _keys.numel() < size)
        {
            _keys?.Dispose();
            _values?.Dispose();
            // Zeros, since what lies behind a sequence's end is multiplied by a probability of 0 and must be finite.
            _keys = zeros(size, dtype: dtype, device: device).DetachFromDisposeScope();
            _values = zeros(size, dtype: dtype, device: device).DetachFromDisposeScope();
        }

        _allKeys = _keys.narrow(0, 0, size).view(layers, slots, heads, d, capacity).DetachFromDisposeScope();
        _allValues = _values!.narrow(0, 0, size).view(layers, slots, heads, capacity, d).DetachFromDisposeScope();
        Keys = [.. Enumerable.Range(0, layers).Select(i => _allKeys.select(0, i).DetachFromDisposeScope())];
        Values = [.. Enumerable.Range(0, layers).Select(i => _allValues.select(0, i).DetachFromDisposeScope())];
        (Slots, Capacity) = (slots, capacity);
    }

    /// <summary>Copies the first <paramref name="length"/> positions of a slot to another.</summary>
    public void Copy(int from, int to, int length)
    {
        using var scope = NewDisposeScope();
        _allKeys!.select(1, to).narrow(3, 0, length).copy_(_allKeys.select(1, from).narrow(3, 0, length));
        _allValues!.select(1, to).narrow(2, 0, length).copy_(_allValues.select(1, from).narrow(2, 0, length));
    }

    /// <summary>Gives the memory back; <see cref="Reserve"/> allocates it anew.</summary>
    public void Dispose()
    {
        ReleaseViews();
        _keys?.Dispose();
        _values?.Dispose();
        (_keys, _values) = (null, null);
    }

    private void ReleaseViews()
    {
        foreach (Tensor view in Keys.Concat(Values)) view.Dispose();
        _allKeys?.Dispose();
        _allValues?.Dispose();
        (Keys, Values, Slots, Capacity) = ([], [], 0, 0);
    }
}
