using System.Text.Json;
using Xunit.Abstractions;

namespace Hindsight.Testing;

/// <summary>The real model, SmolLM2-135M-Instruct, and the numbers made with it. Neither comes with the repository: <c>HINDSIGHT_MODELS</c> (default <c>../shared/models</c>) holds the model.</summary>
public static class RealModel
{
    private static readonly string ModelsRoot = Environment.GetEnvironmentVariable("HINDSIGHT_MODELS") is { Length: > 0 } folder
        ? Path.GetFullPath(folder)
        : Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "models"));

    /// <summary>The model's folder, with its GGUF file, or <see langword="null"/> with the reason printed.</summary>
    public static string? FindFolder(ITestOutputHelper output) => Find(Path.Combine(ModelsRoot, "smollm2-135m-instruct"), output);

    /// <summary>The lines of one of its reference files, or none with the reason printed.</summary>
    public static IReadOnlyList<JsonElement> ReadLines(string file, ITestOutputHelper output)
    {
        if (Find(Path.Combine(References.Root, "smollm2"), output) is not { } folder) return [];
        return [.. File.ReadLines(Path.Combine(folder, file)).Select(line =>
        {
            using JsonDocument document = JsonDocument.Parse(line);
            return document.RootElement.Clone();
        })];
    }

    private static string? Find(string folder, ITestOutputHelper output)
    {
        if (Directory.Exists(folder)) return folder;
        output.WriteLine($"Skipped: {folder} is absent.");
        return null;
    }
}
