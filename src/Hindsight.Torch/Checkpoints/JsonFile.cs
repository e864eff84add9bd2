using System.Buffers.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Hindsight.Torch.Checkpoints;

/// <summary>JSON files of a model, read as untrusted input.</summary>
internal static class JsonFile
{
    /// <summary>The object in a file.</summary>
    /// <exception cref="ModelFileException">The file is missing, is no JSON, or holds no object.</exception>
    public static JsonElement Read(string path) =>
        File.Exists(path) ? Parse(path, File.ReadAllBytes(path)) : throw new ModelFileException(path, "the file is missing.");

    /// <summary>The object in a file, or <see langword="null"/> where there is no file.</summary>
    /// <exception cref="ModelFileException">The file is no JSON, or holds no object.</exception>
    public static JsonElement? ReadIfThere(string path) => File.Exists(path) ? Read(path) : null;

    /// <summary>The object in some bytes of a file.</summary>
    /// <param name="path">The file, for errors.</param>
    /// <param name="bytes">The JSON.</param>
    /// <param name="part">Which part of the file it is, for errors.</param>
    /// <exception cref="ModelFileException">It is no JSON, or no object.</exception>
    public static JsonElement Parse(string path, byte[] bytes, string part = "the file")
    {
        // Text that is no Unicode would otherwise fail only where somebody asks for it.
        if (!Utf8.IsValid(bytes)) throw new ModelFileException(path, $"{part} is not valid UTF-8.");
        if (HasLoneSurrogate(bytes)) throw new ModelFileException(path, $"{part} is not valid JSON: it escapes half of a surrogate pair.");
        try
        {
            using JsonDocument document = JsonDocument.Parse(bytes);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document.RootElement.Clone()
                : throw new ModelFileException(path, $"{part} is JSON of kind {document.RootElement.ValueKind}; expected an object.");
        }
        catch (JsonException e)
        {
            throw new ModelFileException(path, $"{part} is not valid JSON (line {e.LineNumber + 1}): {e.Message}", e);
        }
    }

    /// <summary>A member that is there and not null.</summary>
    public static JsonElement? Find(this JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>A member that is a text.</summary>
    public static string? FindText(this JsonElement parent, string name) => parent.Find(name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>Whether a member is there and true.</summary>
    public static bool IsTrue(this JsonElement parent, string name) => parent.Find(name) is { ValueKind: JsonValueKind.True };

    private static bool HasLoneSurrogate(ReadOnlySpan<byte> json)
    {
        bool wantsLow = false;
        for (int at = 0; at < json.Length;)
        {
            if (json[at] != '\\')
            {
                if (wantsLow) return true;
                int step = json[at..].IndexOf((byte)'\\');
                if (step < 0) return false;
                at += step;
                continue;
            }

            int unit = at + 6 <= json.Length && json[at + 1] == 'u' && Utf8Parser.TryParse(json.Slice(at + 2, 4), out int code, out int read, 'x') && read == 4 ? code : 0;
            bool isLow = unit is >= 0xDC00 and <= 0xDFFF;
            if (isLow != wantsLow) return true;
            wantsLow = unit is >= 0xD800 and <= 0xDBFF;
            at += unit > 0 ? 6 : 2;
        }

        return wantsLow;
    }
}
