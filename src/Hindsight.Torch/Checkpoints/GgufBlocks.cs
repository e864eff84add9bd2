using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Hindsight.Torch.Checkpoints;

/// <summary>Dequantisation of ggml's blocks, each operation rounded to float32 as the reference implementation does.</summary>
internal static class GgufBlocks
{
    private const int Block = 32;

    /// <summary>Plain float32.</summary>
    public static void F32(ReadOnlySpan<byte> blocks, Span<float> values) => MemoryMarshal.Cast<byte, float>(blocks).CopyTo(values);

    /// <summary>Plain float16.</summary>
    public static void F16(ReadOnlySpan<byte> blocks, Span<float> values)
    {
        ReadOnlySpan<Half> halves = MemoryMarshal.Cast<byte, Half>(blocks);
        for (int i = 0; i < values.Length; i++) values[i] = (float)halves[i];
    }

    /// <summary>Plain bfloat16: the upper half of a float32.</summary>
    public static void BF16(ReadOnlySpan<byte> blocks, Span<float> values)
    {
        ReadOnlySpan<ushort> halves = MemoryMarshal.Cast<byte, ushort>(blocks);
        for (int i = 0; i < values.Length; i++) values[i] = BitConverter.UInt32BitsToSingle((uint)halves[i] << 16);
    }

    /// <summary>d · q; d float16, 32 signed bytes.</summary>
    public static void Q8Zero(ReadOnlySpan<byte> blocks, Span<float> values)
    {
        for (int v = 0; v < values.Length; v += Block, blocks = blocks[34..])
        {
            float d = Scale(blocks);
            for (int i = 0; i < Block; i++) values[v + i] = d * (sbyte)blocks[2 + i];
        }
    }

    /// <summary>d · (q − 8); the low nibbles are the first half.</summary>
    public static void Q4Zero(ReadOnlySpan<byte> blocks, Span<float> values)
    {
        for (int v = 0; v < values.Length; v += Block, blocks = blocks[18..])
        {
            float d = Scale(blocks);
            for (int i = 0; i < Block; i++) values[v + i] = d * (Nibble(blocks[2..], i) - 8);
        }
    }

    /// <summary>d · q + m.</summary>
    public static void Q4One(ReadOnlySpan<byte> blocks, Span<float> values)
    {
        for (int v = 0; v < values.Length; v += Block, blocks = blocks[20..])
        {
            float d = Scale(blocks), m = Scale(blocks[2..]);
            for (int i = 0; i < Block; i++) values[v + i] = d * Nibble(blocks[4..], i) + m;
        }
    }

    /// <summary>d · (q − 16); the fifth bits stand apart.</summary>
    public static void Q5Zero(ReadOnlySpan<byte> blocks, Span<float> values)
    {
        for (int v = 0; v < values.Length; v += Block, blocks = blocks[22..])
        {
            float d = Scale(blocks);
            uint high = BinaryPrimitives.ReadUInt32LittleEndian(blocks[2..]);
            for (int i = 0; i < Block; i++) values[v + i] = d * ((Nibble(blocks[6..], i) | (int)(high >> i & 1) << 4) - 16);
        }
    }

    /// <summary>d · q + m; the fifth bits stand apart.</summary>
    public static void Q5One(ReadOnlySpan<byte> blocks, Span<float> values)
    {
        for (int v = 0; v < values.Length; v += Block, blocks = blocks[24..])
        {
            float d = Scale(blocks), m = Scale(blocks[2..]);
            uint high = BinaryPrimitives.ReadUInt32LittleEndian(blocks[4..]);
            for (int i = 0; i < Block; i++) values[v + i] = d * (Nibble(blocks[8..], i) | (int)(high >> i & 1) << 4) + m;
        }
    }

    private static float Scale(ReadOnlySpan<byte> bytes) => (float)BinaryPrimitives.ReadHalfLittleEndian(bytes);

    private static int Nibble(ReadOnlySpan<byte> nibbles, int index) => index < Block / 2 ? nibbles[index] & 0xF : nibbles[index - Block / 2] >> 4;
}
