using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using static TorchSharp.torch;

namespace Hindsight.Torch.Models.Kernels;

/// <summary>Where the kernels of our own apply: contiguous fp32 or bf16 on a processor with 512-bit vectors. Elsewhere their plain twins do.</summary>
internal static class Fused
{
    /// <summary>Whether all tensors are of one such type and lie in one piece.</summary>
    public static bool Supports(params ReadOnlySpan<Tensor> tensors)
    {
        if (!Vector512.IsHardwareAccelerated) return false;
        foreach (Tensor tensor in tensors)
        {
            if (tensor.device_type != TorchSharp.DeviceType.CPU || tensor.dtype != tensors[0].dtype || !tensor.is_contiguous()) return false;
            if (tensor.numel() * tensor.element_size() > int.MaxValue) return false;
        }

        return tensors[0].dtype is ScalarType.Float32 or ScalarType.BFloat16;
    }

    /// <summary>A contiguous tensor's memory. The tensor must outlive its use.</summary>
    public static unsafe byte* Memory(Tensor tensor) => (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(tensor.bytes));
}
