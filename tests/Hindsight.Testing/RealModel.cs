using System.Text.Json;

namespace Hindsight.Testing;

/// <summary>
/// The real model, SmolLM2-135M-Instruct, and the numbers made with it. Neither comes with the repository: <c>HINDSIGHT_MODELS</c> (default <c>../shared/models</c>)
/// holds the model. Tests of it are <see cref="RealModelFactAttribute"/>s.
/// </summary>
public static class RealModel
{
    /// <summary>The model's folder, with its GGUF file.</summary>
    public static string Folder { get; } = Path.Combine(
        Environment.GetEnvironmentVariable("HINDSIGHT_MODELS") is { Length: > 0 } folder ? Path.GetFullPath(folder) : Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "models")),
        "smollm2-135m-instruct");

    /// <summary>The folder of the numbers.</summary>
    public static string Numbers { get; } = References.FolderOf("smollm2");

    /// <summary>The lines of one of the reference files.</summary>
    public static IReadOnlyList<JsonElement> ReadLines(string file) =>
        [.. File.ReadLines(Path.Combine(Numbers, file)).Select(line =>
        {
            using JsonDocument document = JsonDocument.Parse(line);
            return document.RootElement.Clone();
        })];
}
