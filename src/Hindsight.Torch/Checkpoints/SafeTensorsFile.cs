using System.Buffers.Binary;
using System.Text.Json;
using Hindsight.Files;
using static TorchSharp.torch;

namespace Hindsight.Torch.Checkpoints;

/// <summary>A safetensors file: a JSON header of names, types, shapes and offsets, then the bytes. What is read is untrusted.</summary>
internal sealed class SafeTensorsFile : ITensorFile
{
    private const long LargestHeader = 100_000_000;

    private static readonly Dictionary<string, ScalarType> Types = new()
    {
        ["F64"] = ScalarType.Float64,
        ["F32"] = ScalarType.Float32,
        ["F16"] = ScalarType.Float16,
        ["BF16"] = ScalarType.BFloat16,
        ["I64"] = ScalarType.Int64,
        ["I32"] = ScalarType.Int32,
        ["U8"] = ScalarType.Byte,
        ["BOOL"] = ScalarType.Bool,
    };

    private SafeTensorsFile(string path, IReadOnlyDictionary<string, TensorEntry> entries, IReadOnlyDictionary<string, string> metadata) =>
        (Path, Entries, Metadata) = (path, entries, metadata);

    /// <inheritdoc/>
    public string Path { get; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, TensorEntry> Entries { get; }

    /// <summary>The texts under <c>__metadata__</c>.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Reads and checks a file's header.</summary>
    /// <exception cref="ModelFileException">The file is missing, truncated or does not keep to the format; all faults at once.</exception>
    public static SafeTensorsFile Open(string path)
    {
        if (!File.Exists(path)) throw new ModelFileException(path, "the file is missing.");
        using FileStream stream = File.OpenRead(path);
        if (stream.Length < 8) throw new ModelFileException(path, $"truncated: the file has {stream.Length} bytes; expected at least 8.");
        Span<byte> prefix = stackalloc byte[8];
        stream.ReadExactly(prefix);
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length is 0 or > LargestHeader) throw new ModelFileException(path, $"the header has {length} bytes; expected 1 to {LargestHeader}.");
        if ((long)length > stream.Length - 8) throw new ModelFileException(path, $"truncated: the header has {length} bytes, the file has {stream.Length - 8} after its length.");
        var header = new byte[length];
        stream.ReadExactly(header);
        return Read(path, JsonFile.Parse(path, header, "the header"), 8 + (long)length, stream.Length - 8 - (long)length);
    }

    /// <inheritdoc/>
    public Tensor Read(string name)
    {
        TensorEntry entry = Entries[name];
        using FileStream stream = File.OpenRead(Path);
        return TensorBytes.Read(stream, entry, Path);
    }

    /// <summary>Writes tensors: the same tensors give the same bytes. The largest element type first, then by name.</summary>
    public static void Write(string path, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        List<KeyValuePair<string, Tensor>> ordered = [.. tensors.OrderByDescending(t => t.Value.element_size()).ThenBy(t => t.Key, StringComparer.Ordinal)];
        Durable.WriteFile(path, stream =>
        {
            stream.Write(Header(path, ordered, metadata));
            foreach ((_, Tensor tensor) in ordered) TensorBytes.Write(stream, tensor);
        });
    }

    private static SafeTensorsFile Read(string path, JsonElement header, long start, long available)
    {
        var faults = new List<string>();
        var entries = new Dictionary<string, TensorEntry>(StringComparer.Ordinal);
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (JsonProperty property in header.EnumerateObject())
        {
            if (property.Name == "__metadata__") ReadMetadata(property.Value, metadata, faults);
            else if (entries.ContainsKey(property.Name)) faults.Add($"tensor '{property.Name}' occurs twice.");
            else if (ReadEntry(property, start, available, faults) is { } entry) entries.Add(property.Name, entry);
        }

        if (faults.Count == 0) CheckOrder(entries.Values, start, available, faults);
        return faults.Count == 0 ? new SafeTensorsFile(path, entries, metadata) : throw new ModelFileException(path, faults);
    }

    private static void ReadMetadata(JsonElement value, Dictionary<string, string> metadata, List<string> faults)
    {
        if (value.ValueKind != JsonValueKind.Object || value.EnumerateObject().Any(p => p.Value.ValueKind != JsonValueKind.String))
        {
            faults.Add("__metadata__ is no object of texts.");
            return;
        }

        foreach (JsonProperty property in value.EnumerateObject()) metadata[property.Name] = property.Value.GetString()!;
    }

    private static TensorEntry? ReadEntry(JsonProperty property, long start, long available, List<string> faults)
    {
        string? type = property.Value.FindText("dtype");
        if (type is null || Numbers(property.Value.Find("shape")) is not { } shape || Numbers(property.Value.Find("data_offsets")) is not [long from, long to])
        {
            faults.Add($"tensor '{property.Name}': found {Shorten(property.Value.GetRawText())}; expected dtype, shape and two data_offsets.");
            return null;
        }

        if (!Types.TryGetValue(type, out ScalarType scalar))
        {
            faults.Add($"tensor '{property.Name}': found dtype {type}; expected one of {string.Join(", ", Types.Keys)}.");
            return null;
        }

        if (TensorEntry.CountOf(shape) is not { } count)
        {
            faults.Add($"tensor '{property.Name}': the shape {TensorEntry.Describe(shape)} is no shape.");
            return null;
        }

        long expected = count * TensorBytes.ElementSize(scalar);
        if (from < 0 || to < from || to - from != expected)
        {
            faults.Add($"tensor '{property.Name}': data_offsets {from} to {to} hold {to - from} bytes; expected {expected} for {type} {TensorEntry.Describe(shape)}.");
            return null;
        }

        if (to > available)
        {
            faults.Add($"tensor '{property.Name}': truncated, it ends at byte {to} of the data; the file has {available}.");
            return null;
        }

        return new TensorEntry(property.Name, scalar, shape, start + from, expected);
    }

    /// <summary>The format wants the data without overlaps, gaps, or a rest.</summary>
    private static void CheckOrder(IEnumerable<TensorEntry> entries, long start, long available, List<string> faults)
    {
        long end = start;
        foreach (TensorEntry entry in entries.OrderBy(e => e.Offset).ThenBy(e => e.Length))
        {
            if (entry.Offset < end) faults.Add($"tensor '{entry.Name}': it begins at byte {entry.Offset - start} of the data, inside of the tensor before, which ends at {end - start}.");
            if (entry.Offset > end) faults.Add($"tensor '{entry.Name}': it begins at byte {entry.Offset - start} of the data; expected {end - start}, the end of the tensor before.");
            end = entry.Offset + entry.Length;
        }

        if (faults.Count == 0 && end - start != available) faults.Add($"the tensors end at byte {end - start} of the data; the file has {available}.");
    }

    private static long[]? Numbers(JsonElement? list)
    {
        if (list is not { ValueKind: JsonValueKind.Array } array) return null;
        var numbers = new List<long>();
        foreach (JsonElement element in array.EnumerateArray())
        {
            if (element.ValueKind != JsonValueKind.Number || !element.TryGetInt64(out long number)) return null;
            numbers.Add(number);
        }

        return [.. numbers];
    }

    private static byte[] Header(string path, List<KeyValuePair<string, Tensor>> tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        using var buffer = new MemoryStream();
        buffer.Write(stackalloc byte[8]);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (metadata is not null)
            {
                json.WriteStartObject("__metadata__");
                foreach ((string key, string value) in metadata.OrderBy(m => m.Key, StringComparer.Ordinal)) json.WriteString(key, value);
                json.WriteEndObject();
            }

            long at = 0;
            foreach ((string name, Tensor tensor) in tensors)
            {
                string type = Types.FirstOrDefault(t => t.Value == tensor.dtype).Key ?? throw new ArgumentException($"'{path}': tensor '{name}' is of type {tensor.dtype}, which safetensors files here do not hold.");
                json.WriteStartObject(name);
                json.WriteString("dtype", type);
                json.WriteStartArray("shape");
                foreach (long size in tensor.shape) json.WriteNumberValue(size);
                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(at);
                json.WriteNumberValue(at += tensor.numel() * tensor.element_size());
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        while (buffer.Length % 8 != 0) buffer.WriteByte((byte)' ');
        byte[] header = buffer.ToArray();
        BinaryPrimitives.WriteInt64LittleEndian(header, header.Length - 8);
        return header;
    }

    private static string Shorten(string text) => text.Length <= 120 ? text : text[..120] + "…";
}
