using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace Hindsight.Torch.Checkpoints;

/// <summary>A GGUF file, version 2 or 3: metadata and tensors, dequantised in float32 when they are read. The file is untrusted.</summary>
internal sealed class GgufFile : ITensorFile
{
    private const uint Magic = 0x46554747; // "GGUF"
    private const int ChunkValues = 1 << 20;

    private GgufFile(string path, IReadOnlyDictionary<string, object> metadata, IReadOnlyDictionary<string, TensorEntry> entries) =>
        (Path, Metadata, Entries) = (path, metadata, entries);

    /// <inheritdoc/>
    public string Path { get; }

    /// <summary>The keys' values, of the types that <see cref="GgufReader.ReadValue(string)"/> gives.</summary>
    public IReadOnlyDictionary<string, object> Metadata { get; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, TensorEntry> Entries { get; }

    /// <summary>Reads and checks everything but the tensors' data.</summary>
    /// <exception cref="ModelFileException">The file is missing, truncated, of another version, or holds what cannot be read.</exception>
    public static GgufFile Open(string path)
    {
        if (!File.Exists(path)) throw new ModelFileException(path, "the file is missing.");
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        var reader = new GgufReader(stream, path);
        uint magic = reader.ReadUInt32("the magic number");
        if (magic != Magic) throw new ModelFileException(path, $"the file begins with 0x{magic:X8}; expected 0x{Magic:X8}, 'GGUF'.");
        uint version = reader.ReadUInt32("the version");
        if (version is not (2 or 3)) throw new ModelFileException(path, $"found GGUF version {version}; expected 2 or 3{(version > 0xFFFF ? ", the file is big-endian" : "")}.");
        int tensors = reader.ReadCount("the number of tensors", 24), keys = reader.ReadCount("the number of keys", 13);
        Dictionary<string, object> metadata = ReadMetadata(reader, keys, path);
        var faults = new List<string>();
        Dictionary<string, TensorEntry> entries = ReadEntries(reader, tensors, faults);
        long alignment = metadata.TryGetValue("general.alignment", out object? value) ? value as long? ?? 0 : 32;
        if (alignment is < 1 or > 1 << 20 || !long.IsPow2(alignment)) throw new ModelFileException(path, $"general.alignment is {value}; expected a power of two.");
        long data = (reader.Position + alignment - 1) / alignment * alignment;
        return new GgufFile(path, metadata, Place(entries, data, stream.Length, alignment, faults, path));
    }

    /// <inheritdoc/>
    public Tensor Read(string name)
    {
        var entry = (GgufEntry)Entries[name];
        using DisposeScope scope = NewDisposeScope();
        using FileStream stream = new(Path, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
        stream.Position = entry.Offset;
        Tensor tensor = empty(entry.Shape, dtype: ScalarType.Float32);
        Tensor flat = tensor.view(-1);
        var blocks = new byte[ChunkValues / entry.Stored.BlockValues * entry.Stored.BlockBytes];
        for (long at = 0; at < entry.Count; at += ChunkValues)
        {
            int count = (int)Math.Min(ChunkValues, entry.Count - at);
            Span<byte> part = blocks.AsSpan(0, count / entry.Stored.BlockValues * entry.Stored.BlockBytes);
            if (stream.ReadAtLeast(part, part.Length, throwOnEndOfStream: false) < part.Length) throw new ModelFileException(Path, $"truncated inside of tensor '{name}'.");
            using Tensor chunk = flat.narrow(0, at, count);
            entry.Stored.Dequantise(part, MemoryMarshal.Cast<byte, float>(chunk.bytes));
        }

        return tensor.MoveToOuterDisposeScope();
    }

    private static Dictionary<string, object> ReadMetadata(GgufReader reader, int count, string path)
    {
        var metadata = new Dictionary<string, object>(StringComparer.Ordinal);
        for (int i = 0; i < count; i++)
        {
            string key = reader.ReadText($"key {i}");
            if (!metadata.TryAdd(key, reader.ReadValue(key))) throw new ModelFileException(path, $"the key '{key}' occurs twice.");
        }

        return metadata;
    }

    /// <summary>The tensors with their offsets in the data, which are not yet places in the file.</summary>
    private static Dictionary<string, TensorEntry> ReadEntries(GgufReader reader, int count, List<string> faults)
    {
        var entries = new Dictionary<string, TensorEntry>(StringComparer.Ordinal);
        for (int i = 0; i < count; i++)
        {
            string name = reader.ReadText($"the name of tensor {i}");
            uint dimensions = reader.ReadUInt32($"tensor '{name}'");
            if (dimensions > 8)
            {
                faults.Add($"tensor '{name}' has {dimensions} dimensions; expected at most 4: the file is damaged.");
                return entries; // what follows cannot be found
            }

            // The file has the fastest dimension first.
            var shape = new long[dimensions];
            for (int d = (int)dimensions - 1; d >= 0; d--) shape[d] = (long)Math.Min(reader.ReadUInt64($"tensor '{name}'"), long.MaxValue);
            int stored = (int)reader.ReadUInt32($"tensor '{name}'");
            long offset = (long)Math.Min(reader.ReadUInt64($"tensor '{name}'"), long.MaxValue);
            if (!GgufType.All.TryGetValue(stored, out GgufType? type)) faults.Add($"tensor '{name}' is of type {GgufType.Describe(stored)}; expected one of {string.Join(", ", GgufType.All.Values.Select(t => t.Name))}.");
            else if (TensorEntry.CountOf(shape) is not { } values) faults.Add($"tensor '{name}': the shape {TensorEntry.Describe(shape)} is no shape.");
            else if ((shape.Length == 0 ? 1 : shape[^1]) % type.BlockValues != 0) faults.Add($"tensor '{name}': rows of {shape[^1]} values are no whole blocks of {type.BlockValues}, as {type.Name} has them.");
            else if (!entries.TryAdd(name, new GgufEntry(name, type, shape, offset, values / type.BlockValues * type.BlockBytes))) faults.Add($"tensor '{name}' occurs twice.");
        }

        return entries;
    }

    private static Dictionary<string, TensorEntry> Place(
        Dictionary<string, TensorEntry> entries, long data, long end, long alignment, List<string> faults, string path)
    {
        long last = 0;
        foreach (TensorEntry entry in entries.Values.OrderBy(e => e.Offset).ThenBy(e => e.Length))
        {
            if (entry.Offset % alignment != 0) faults.Add($"tensor '{entry.Name}': its offset {entry.Offset} is no multiple of the alignment {alignment}.");
            if (entry.Offset > end - data - entry.Length) faults.Add($"tensor '{entry.Name}': truncated, {entry.Length} bytes at {entry.Offset} of the data; the file has {Math.Max(0, end - data)}.");
            else if (entry.Offset < last) faults.Add($"tensor '{entry.Name}': it begins at byte {entry.Offset} of the data, inside of the tensor before, which ends at {last}.");
            last = Math.Max(last, entry.Offset <= end ? entry.Offset + entry.Length : last);
        }

        if (faults.Count > 0) throw new ModelFileException(path, faults);
        return entries.ToDictionary(e => e.Key, e => e.Value with { Offset = data + e.Value.Offset }, StringComparer.Ordinal);
    }
}
