using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hindsight.Torch.Models.Kernels;

/// <summary>bf16: the upper half of an fp32.</summary>
internal readonly unsafe struct BFloat16Element : IElement
{
    public static int Size => sizeof(ushort);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load(byte* address)
    {
        (Vector256<uint> lower, Vector256<uint> upper) = Vector256.Widen(Vector256.Load((ushort*)address));
        return Vector512.ShiftLeft(Vector512.Create(lower, upper), 16).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(byte* address, Vector512<float> values)
    {
        Vector512<uint> bits = values.AsUInt32();
        Vector512<uint> even = Vector512.ShiftRightLogical(bits, 16) & Vector512.Create(1u);
        Vector512<uint> rounded = Vector512.ShiftRightLogical(bits + Vector512.Create(0x7FFFu) + even, 16);
        // Adding may carry a NaN's bits into another number: it stays a NaN.
        rounded = Vector512.ConditionalSelect(Vector512.Equals(values, values).AsUInt32(), rounded, Vector512.Create(0x7FC0u));
        Vector256.Narrow(rounded.GetLower(), rounded.GetUpper()).Store((ushort*)address);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float LoadOne(byte* address) => BitConverter.UInt32BitsToSingle((uint)*(ushort*)address << 16);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreOne(byte* address, float value)
    {
        uint bits = BitConverter.SingleToUInt32Bits(value);
        *(ushort*)address = float.IsNaN(value) ? (ushort)0x7FC0 : (ushort)((bits + 0x7FFF + (bits >> 16 & 1)) >> 16);
    }
}
