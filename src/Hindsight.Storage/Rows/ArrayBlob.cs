using System.Buffers.Binary;

namespace Hindsight.Storage.Rows;

/// <summary>Arrays as blobs: four bytes an element, little-endian, nothing else.</summary>
internal static class ArrayBlob
{
    private const int ElementBytes = 4;

    public static byte[] Write(int[] values)
    {
        var blob = new byte[values.Length * ElementBytes];
        for (int i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteInt32LittleEndian(blob.AsSpan(i * ElementBytes), values[i]);
        return blob;
    }

    public static byte[] Write(float[] values)
    {
        var blob = new byte[values.Length * ElementBytes];
        for (int i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteSingleLittleEndian(blob.AsSpan(i * ElementBytes), values[i]);
        return blob;
    }

    public static int[] ReadIntegers(byte[] blob)
    {
        var values = new int[Count(blob)];
        for (int i = 0; i < values.Length; i++)
            values[i] = BinaryPrimitives.ReadInt32LittleEndian(blob.AsSpan(i * ElementBytes));
        return values;
    }

    public static float[] ReadSingles(byte[] blob)
    {
        var values = new float[Count(blob)];
        for (int i = 0; i < values.Length; i++)
            values[i] = BinaryPrimitives.ReadSingleLittleEndian(blob.AsSpan(i * ElementBytes));
        return values;
    }

    private static int Count(byte[] blob) => blob.Length % ElementBytes == 0
        ? blob.Length / ElementBytes
        : throw new FormatException($"found an array of {blob.Length} bytes; expected a multiple of {ElementBytes}");
}
