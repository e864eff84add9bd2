using TorchSharp;
using static TorchSharp.torch;

namespace Hindsight.Torch.Models;

/// <summary>All tensors of a <see cref="ParameterLayout"/> in one flat tensor. It owns the flat tensor and every view that it hands out.</summary>
internal sealed class ParameterBuffer : IDisposable
{
    private readonly Dictionary<(long Offset, long Rows), Tensor> _views = [];

    /// <summary>A buffer of zeros.</summary>
    public ParameterBuffer(ParameterLayout layout, ScalarType type, Device device)
    {
        Layout = layout;
        Flat = zeros(layout.Length, dtype: type, device: device).DetachFromDisposeScope();
    }

    /// <summary>Where each tensor lies.</summary>
    public ParameterLayout Layout { get; }

    /// <summary>Everything, <c>[Length]</c>; gaps are zero.</summary>
    public Tensor Flat { get; }

    /// <summary>A tensor by its checkpoint's name: a view, in the checkpoint's shape.</summary>
    public Tensor this[string name]
    {
        get
        {
            ParameterSlot slot = Layout[name];
            return View(slot, slot.Shape);
        }
    }

    /// <summary>Matrices that lie side by side, as one matrix: a view.</summary>
    public Tensor Stacked(params ReadOnlySpan<string> names)
    {
        long rows = 0;
        foreach (string name in names) rows += Layout[name].Shape[0];
        ParameterSlot first = Layout[names[0]];
        return View(first, [rows, first.Shape[1]]);
    }

    /// <summary>Copies every tensor from its namesake, casting.</summary>
    public void Load(IReadOnlyDictionary<string, Tensor> source)
    {
        using DisposeScope scope = NewDisposeScope();
        using (no_grad())
        {
            foreach (ParameterSlot slot in Layout.Slots) this[slot.Name].copy_(source[slot.Name]);
        }
    }

    public void Dispose()
    {
        foreach (Tensor view in _views.Values) view.Dispose();
        _views.Clear();
        Flat.Dispose();
    }

    private Tensor View(ParameterSlot slot, long[] shape)
    {
        if (_views.TryGetValue((slot.Offset, shape[0]), out Tensor? view)) return view;
        using Tensor part = Flat.narrow(0, slot.Offset, shape.Aggregate(1L, (product, size) => product * size));
        view = part.view(shape).DetachFromDisposeScope();
        _views.Add((slot.Offset, shape[0]), view);
        return view;
    }
}
