using System.Buffers.Binary;
using System.Text.Json;
using static TorchSharp.torch;

namespace Hindsight.Torch.Tests.Models;

/// <summary>Reads trusted reference files.</summary>
internal static class PlainSafetensors
{
    public static Dictionary<string, Tensor> Load(string path)
    {
        byte[] file = File.ReadAllBytes(path);
        long header = BinaryPrimitives.ReadInt64LittleEndian(file);
        using JsonDocument json = JsonDocument.Parse(file.AsMemory(8, (int)header));
        var result = new Dictionary<string, Tensor>();
        foreach (JsonProperty entry in json.RootElement.EnumerateObject().Where(e => e.Name != "__metadata__"))
        {
            long[] shape = [.. entry.Value.GetProperty("shape").EnumerateArray().Select(v => v.GetInt64())];
            long[] offsets = [.. entry.Value.GetProperty("data_offsets").EnumerateArray().Select(v => v.GetInt64())];
            ScalarType type = entry.Value.GetProperty("dtype").GetString() switch
            {
                "F32" => ScalarType.Float32,
                "BF16" => ScalarType.BFloat16,
                "I64" => ScalarType.Int64,
                string other => throw new InvalidDataException(other),
                null => throw new InvalidDataException(path),
            };
            Tensor value = empty(shape, dtype: type);
            file.AsSpan((int)(8 + header + offsets[0]), (int)(offsets[1] - offsets[0])).CopyTo(value.bytes);
            result.Add(entry.Name, value);
        }

        return result;
    }
}
