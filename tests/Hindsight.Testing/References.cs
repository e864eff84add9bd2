using System.Text.Json;
using Xunit.Abstractions;

namespace Hindsight.Testing;

/// <summary>The numbers to agree with: the folder named by <c>HINDSIGHT_REFERENCES</c>, else <c>../shared/references</c> beside the repository, else <c>tests/data/references</c>.</summary>
public static class References
{
    private static readonly string? Chosen = Environment.GetEnvironmentVariable("HINDSIGHT_REFERENCES") is { Length: > 0 } folder ? Path.GetFullPath(folder) : null;

    /// <summary>Whether nobody chose another folder: then a set without a case is a failure, not a reason to skip.</summary>
    public static bool IsDefault => Chosen is null;

    /// <summary>The folder that holds one folder for each set.</summary>
    public static string Root { get; } = Chosen ?? Default();

    /// <summary>The folder of a set. A test that needs it is a <see cref="ReferenceFactAttribute"/>, which is skipped where it may be absent.</summary>
    public static string FolderOf(string set) => Path.Combine(Root, set);

    /// <summary>The cases of every <c>{source, cases: [{name, …}]}</c> file of a set that matches the pattern (what is written in Markdown apart), files in ordinal order.</summary>
    /// <exception cref="InvalidDataException">A file does not have that form, or the default set has no case.</exception>
    public static IReadOnlyList<ReferenceCase> ReadCases(string set, string pattern, ITestOutputHelper output)
    {
        string folder = FolderOf(set);
        List<ReferenceCase> cases = [];
        foreach (string path in Directory.GetFiles(folder, pattern).Where(p => !p.EndsWith(".md", StringComparison.Ordinal)).Order(StringComparer.Ordinal)) cases.AddRange(ReadFile(path));
        if (cases.Count == 0 && IsDefault) throw new InvalidDataException($"{folder}/{pattern}: the default set has no case.");
        if (cases.Count == 0) output.WriteLine($"Skipped: {folder}/{pattern} has no case.");
        return cases;
    }

    private static List<ReferenceCase> ReadFile(string path)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
        if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("cases", out JsonElement cases))
        {
            throw new InvalidDataException($"{path}: no `cases`; expected {{source, cases}}.");
        }

        return [.. cases.EnumerateArray().Select(c => new ReferenceCase(Path.GetFileName(path), c.GetProperty("name").GetString()!, c.Clone()))];
    }

    private static string Default()
    {
        string shared = Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "references"));
        return Directory.Exists(shared) ? shared : Path.Combine(Repository.Root, "tests", "data", "references");
    }
}
