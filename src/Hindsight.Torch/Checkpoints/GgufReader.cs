using System.Buffers.Binary;
using System.Text;

namespace Hindsight.Torch.Checkpoints;

/// <summary>Reads the parts of a GGUF file one after the other, never trusting a length.</summary>
internal sealed class GgufReader(FileStream stream, string path)
{
    private const int DeepestArray = 4;

    /// <summary>Where the next part begins.</summary>
    public long Position => stream.Position;

    /// <summary>The bytes that are left.</summary>
    public long Remaining => stream.Length - stream.Position;

    /// <summary>An unsigned 32-bit number.</summary>
    public uint ReadUInt32(string what) => BinaryPrimitives.ReadUInt32LittleEndian(ReadBytes(4, what));

    /// <summary>An unsigned 64-bit number.</summary>
    public ulong ReadUInt64(string what) => BinaryPrimitives.ReadUInt64LittleEndian(ReadBytes(8, what));

    /// <summary>A count of things of which each takes at least so many bytes.</summary>
    public int ReadCount(string what, int leastBytes)
    {
        ulong count = ReadUInt64(what);
        long most = Math.Min(int.MaxValue / 2, Remaining / leastBytes);
        return count <= (ulong)most ? (int)count : throw new ModelFileException(path, $"{what} is {count}; the {Remaining} bytes that are left hold at most {most}: the file is truncated or damaged.");
    }

    /// <summary>A text with its length before it.</summary>
    public string ReadText(string what)
    {
        ulong length = ReadUInt64($"the length of {what}");
        if (length > (ulong)Remaining || length > int.MaxValue) throw new ModelFileException(path, $"{what} has {length} bytes; {Remaining} are left: the file is truncated or damaged.");
        return Encoding.UTF8.GetString(ReadBytes((int)length, what));
    }

    /// <summary>A value: <see cref="long"/>, <see cref="double"/>, <see cref="float"/>, <see cref="bool"/>, <see cref="string"/>, or an array of one of these or of arrays.</summary>
    public object ReadValue(string key) => ReadValue(ReadUInt32($"the type of '{key}'"), key, 0);

    private object ReadValue(uint type, string key, int depth)
    {
        string what = $"the value of '{key}'";
        switch (type)
        {
            case 0: return (long)ReadBytes(1, what)[0];
            case 1: return (long)(sbyte)ReadBytes(1, what)[0];
            case 2: return (long)BinaryPrimitives.ReadUInt16LittleEndian(ReadBytes(2, what));
            case 3: return (long)BinaryPrimitives.ReadInt16LittleEndian(ReadBytes(2, what));
            case 4: return (long)ReadUInt32(what);
            case 5: return (long)BinaryPrimitives.ReadInt32LittleEndian(ReadBytes(4, what));
            case 6: return BinaryPrimitives.ReadSingleLittleEndian(ReadBytes(4, what));
            case 7: return ReadBytes(1, what)[0] != 0;
            case 8: return ReadText(what);
            case 9: return ReadArray(key, depth);
            case 10:
                ulong number = ReadUInt64(what);
                return number <= long.MaxValue ? (long)number : throw new ModelFileException(path, $"'{key}' is {number}, too large.");
            case 11: return BinaryPrimitives.ReadInt64LittleEndian(ReadBytes(8, what));
            case 12: return BinaryPrimitives.ReadDoubleLittleEndian(ReadBytes(8, what));
            default: throw new ModelFileException(path, $"'{key}' is of type {type}; expected 0 to 12: the file is damaged.");
        }
    }

    private object ReadArray(string key, int depth)
    {
        if (depth >= DeepestArray) throw new ModelFileException(path, $"'{key}' nests arrays more than {DeepestArray} deep.");
        uint type = ReadUInt32($"the type of '{key}'");
        int count = ReadCount($"the length of '{key}'", type switch { 2 or 3 => 2, 4 or 5 or 6 => 4, 8 or 10 or 11 or 12 => 8, 9 => 12, _ => 1 });
        if (type == 8)
        {
            var texts = new string[count];
            for (int i = 0; i < count; i++) texts[i] = ReadText($"item {i} of '{key}'");
            return texts;
        }

        var items = new object[count];
        for (int i = 0; i < count; i++) items[i] = ReadValue(type, key, depth + 1);
        return items;
    }

    private byte[] ReadBytes(int count, string what)
    {
        if (Remaining < count) throw new ModelFileException(path, $"truncated: the file ends at byte {stream.Length}, inside of {what}.");
        var bytes = new byte[count];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
