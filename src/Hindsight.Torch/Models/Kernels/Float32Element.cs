using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hindsight.Torch.Models.Kernels;

/// <summary>fp32 as it is.</summary>
internal readonly unsafe struct Float32Element : IElement
{
    public static int Size => sizeof(float);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load(byte* address) => Vector512.Load((float*)address);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(byte* address, Vector512<float> values) => values.Store((float*)address);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float LoadOne(byte* address) => *(float*)address;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreOne(byte* address, float value) => *(float*)address = value;
}
