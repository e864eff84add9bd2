using System.Text.Json;

namespace Hindsight.Testing;

/// <summary>Published data sets with the verdicts of their official programs: the folder named by <c>HINDSIGHT_DATA</c>, else <c>../shared/data</c> beside the repository.</summary>
public static class ReferenceData
{
    /// <summary>The folder that holds one folder for each data set.</summary>
    public static string Root { get; } = Environment.GetEnvironmentVariable("HINDSIGHT_DATA") is { Length: > 0 } folder
        ? Path.GetFullPath(folder)
        : Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "data"));

    /// <summary>The folder of a data set.</summary>
    public static string FolderOf(string set) => Path.Combine(Root, set);

    /// <summary>The objects of a JSON Lines file.</summary>
    public static IEnumerable<JsonElement> ReadLines(string path) =>
        File.ReadLines(path).Where(l => l.Length > 0).Select(l => JsonSerializer.Deserialize<JsonElement>(l));
}
