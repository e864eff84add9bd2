using Hindsight.Testing;
using Xunit.Abstractions;

namespace Hindsight.Tests;

/// <summary>Nothing among the numbers to agree with is passed over in silence. What the tests read is what their sources name.</summary>
public sealed class ReferenceSetTests(ITestOutputHelper output)
{
    private static readonly string[] InScope = ["curation", "families", "losses", "optim", "sampling", "smollm2"];

    private static readonly string Sources = string.Join('\n', Directory
        .EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*.cs", SearchOption.AllDirectories).Where(path => Path.GetFileName(path) != "ReferenceSetTests.cs").Select(File.ReadAllText));

    [Fact]
    public void Sets_EveryFolder_IsReadOrPrintedAsUnsupported()
    {
        InScope.Should().OnlyContain(set => IsRead(set), "these are in scope");
        foreach (string set in Directory.EnumerateDirectories(References.Root).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal))
            output.WriteLine(IsRead(set) ? $"{set}: read." : $"{set}: unsupported.");
    }

    [Fact]
    public void Sets_AFileBesideTheFolders_IsWrittenInMarkdown() =>
        Directory.EnumerateFiles(References.Root).Should().OnlyContain(path => path.EndsWith(".md"), "no test reads another file there");

    private static bool IsRead(string set) => Sources.Contains($"[ReferenceFact(\"{set}\"", StringComparison.Ordinal) || Sources.Contains($"References.FolderOf(\"{set}\")", StringComparison.Ordinal);
}
