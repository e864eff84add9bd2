using System.Text;

namespace Hindsight.Torch.Tests.Checkpoints;

/// <summary>Writes small GGUF files, broken ones too.</summary>
internal sealed class GgufBuilder
{
    private readonly List<(string Key, object Value)> _metadata = [];
    private readonly List<(string Name, long[] Shape, int Type, byte[] Data)> _tensors = [];

    public uint Magic { get; set; } = 0x46554747;

    public uint Version { get; set; } = 3;

    /// <summary>Changes a tensor's offset as it is written.</summary>
    public Func<string, long, long> Offset { get; set; } = (_, offset) => offset;

    public GgufBuilder Set(string key, object value)
    {
        _metadata.RemoveAll(m => m.Key == key);
        return Append(key, value);
    }

    public GgufBuilder Append(string key, object value)
    {
        _metadata.Add((key, value));
        return this;
    }

    public GgufBuilder Remove(string key)
    {
        _metadata.RemoveAll(m => m.Key == key);
        return this;
    }

    /// <param name="name">The tensor's name.</param>
    /// <param name="shape">The slowest dimension first.</param>
    /// <param name="type">ggml's number of the type.</param>
    /// <param name="data">The bytes.</param>
    public GgufBuilder Tensor(string name, long[] shape, int type, byte[] data)
    {
        _tensors.Add((name, shape, type, data));
        return this;
    }

    public byte[] Build()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(Magic);
        writer.Write(Version);
        writer.Write((ulong)_tensors.Count);
        writer.Write((ulong)_metadata.Count);
        foreach ((string key, object value) in _metadata)
        {
            Text(writer, key);
            writer.Write(TypeOf(value));
            Value(writer, value);
        }

        long offset = 0;
        foreach ((string name, long[] shape, int type, byte[] data) in _tensors)
        {
            Text(writer, name);
            writer.Write((uint)shape.Length);
            foreach (long size in shape.Reverse()) writer.Write((ulong)size);
            writer.Write((uint)type);
            writer.Write((ulong)Offset(name, offset));
            offset = Align(offset + data.Length);
        }

        writer.Write(new byte[Align(stream.Position) - stream.Position]);
        foreach ((_, _, _, byte[] data) in _tensors)
        {
            writer.Write(data);
            writer.Write(new byte[Align(data.Length) - data.Length]);
        }

        return stream.ToArray();
    }

    private static long Align(long offset) => (offset + 31) / 32 * 32;

    private static uint TypeOf(object value) => value switch
    {
        uint => 4,
        int => 5,
        float => 6,
        bool => 7,
        string => 8,
        Array => 9,
        ulong => 10,
        _ => throw new ArgumentException(value.GetType().Name),
    };

    private static void Value(BinaryWriter writer, object value)
    {
        switch (value)
        {
            case uint number: writer.Write(number); break;
            case int number: writer.Write(number); break;
            case float number: writer.Write(number); break;
            case bool flag: writer.Write(flag); break;
            case ulong number: writer.Write(number); break;
            case string text: Text(writer, text); break;
            case Array array:
                writer.Write(array.Length == 0 ? 4u : TypeOf(array.GetValue(0)!));
                writer.Write((ulong)array.Length);
                foreach (object item in array) Value(writer, item);
                break;
        }
    }

    private static void Text(BinaryWriter writer, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        writer.Write((ulong)bytes.Length);
        writer.Write(bytes);
    }
}
