using System.Text.Json;

namespace Hindsight.Torch.Checkpoints;

/// <summary>Small JSON files of a model's folder, read as untrusted input.</summary>
internal static class JsonFile
{
    /// <summary>The object in a file.</summary>
    /// <exception cref="ModelFileException">The file is missing, is no JSON, or holds no object.</exception>
    public static JsonElement Read(string path)
    {
        if (!File.Exists(path)) throw new ModelFileException(path, "the file is missing.");
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document.RootElement.Clone()
                : throw new ModelFileException(path, $"found JSON of kind {document.RootElement.ValueKind}; expected an object.");
        }
        catch (JsonException e)
        {
            throw new ModelFileException(path, $"not valid JSON (line {e.LineNumber + 1}): {e.Message}", e);
        }
    }

    /// <summary>The object in a file, or <see langword="null"/> where there is no file.</summary>
    /// <exception cref="ModelFileException">The file is no JSON, or holds no object.</exception>
    public static JsonElement? ReadIfThere(string path) => File.Exists(path) ? Read(path) : null;

    /// <summary>A member that is there and not null.</summary>
    public static JsonElement? Find(this JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>A member that is a text.</summary>
    public static string? FindText(this JsonElement parent, string name) => parent.Find(name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>Whether a member is there and true.</summary>
    public static bool IsTrue(this JsonElement parent, string name) => parent.Find(name) is { ValueKind: JsonValueKind.True };
}
