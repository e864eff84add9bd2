using static TorchSharp.torch;

namespace Hindsight.Torch.Checkpoints;

/// <summary>What a checkpoint's file says of a tensor.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The type that reading gives.</param>
/// <param name="Shape">Its sizes, the slowest dimension first.</param>
/// <param name="Offset">Where its bytes begin in the file.</param>
/// <param name="Length">The number of its bytes.</param>
internal record TensorEntry(string Name, ScalarType Type, long[] Shape, long Offset, long Length)
{
    /// <summary>The number of elements.</summary>
    public long Count => Shape.Aggregate(1L, (product, size) => product * size);

    /// <summary>A shape as errors write it.</summary>
    public static string Describe(IEnumerable<long> shape) => $"[{string.Join(", ", shape)}]";

    /// <summary>The number of elements of an untrusted shape, or <see langword="null"/> if a size is negative or there are too many.</summary>
    public static long? CountOf(IEnumerable<long> shape)
    {
        long count = 1;
        foreach (long size in shape)
        {
            if (size < 0 || (size > 0 && count > long.MaxValue / 16 / size)) return null;
            count *= size;
        }

        return count;
    }
}
