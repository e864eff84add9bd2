using TorchSharp;
using static TorchSharp.torch;

namespace Hindsight.Torch.Checkpoints;

/// <summary>Tensors as the bytes of a file. A tensor may be larger than a span.</summary>
internal static class TensorBytes
{
    private const long ChunkElements = 1 << 26;

    /// <summary>The bytes of one element.</summary>
    public static int ElementSize(ScalarType type) => type switch
    {
        ScalarType.Float64 or ScalarType.Int64 => 8,
        ScalarType.Float32 or ScalarType.Int32 => 4,
        ScalarType.Float16 or ScalarType.BFloat16 => 2,
        ScalarType.Byte or ScalarType.Bool => 1,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "No file here holds this type."),
    };

    /// <summary>Reads a tensor that was checked against the file's length.</summary>
    /// <exception cref="ModelFileException">The file has become shorter.</exception>
    public static Tensor Read(FileStream stream, TensorEntry entry, string path)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor tensor = empty(entry.Shape, dtype: entry.Type);
        Tensor flat = tensor.view(-1);
        stream.Position = entry.Offset;
        try
        {
            for (long at = 0; at < entry.Count; at += ChunkElements)
            {
                using Tensor chunk = flat.narrow(0, at, Math.Min(ChunkElements, entry.Count - at));
                stream.ReadExactly(chunk.bytes);
            }
        }
        catch (EndOfStreamException e)
        {
            throw new ModelFileException(path, $"truncated inside of tensor '{entry.Name}'.", e);
        }

        return tensor.MoveToOuterDisposeScope();
    }

    /// <summary>Writes a tensor, wherever it lies and however its dimensions are ordered.</summary>
    public static void Write(Stream stream, Tensor tensor)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor flat = tensor.detach().cpu().contiguous().view(-1);
        long count = flat.numel();
        for (long at = 0; at < count; at += ChunkElements)
        {
            using Tensor chunk = flat.narrow(0, at, Math.Min(ChunkElements, count - at));
            stream.Write(chunk.bytes);
        }
    }
}
