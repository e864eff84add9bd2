using System.Reflection;
using System.Xml.Linq;
using Hindsight.Testing;

namespace Hindsight.Worker.Tests;

/// <summary>Arrows point inward only: Worker → {SemanticKernel, Torch, Storage, Checks} → Hindsight. The four do not know each other, and each kind of package stays in its room.</summary>
public sealed class LayeringTests
{
    private static readonly string[] Rooms = ["Hindsight.Checks", "Hindsight.SemanticKernel", "Hindsight.Storage", "Hindsight.Torch"];

    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Hindsight"] = [],
        ["Hindsight.Checks"] = ["Hindsight"],
        ["Hindsight.SemanticKernel"] = ["Hindsight"],
        ["Hindsight.Storage"] = ["Hindsight"],
        ["Hindsight.Torch"] = ["Hindsight"],
        ["Hindsight.Worker"] = ["Hindsight", .. Rooms],
    };

    // What a package's name, or an assembly's, begins with, and the only room that may use it.
    private static readonly (string Prefix, string Room)[] Packages =
    [
        ("TorchSharp", "Hindsight.Torch"),
        ("libtorch", "Hindsight.Torch"),
        ("Microsoft.SemanticKernel", "Hindsight.SemanticKernel"),
        ("OpenAI", "Hindsight.SemanticKernel"),
        ("Microsoft.EntityFrameworkCore", "Hindsight.Storage"),
        ("Microsoft.Data.Sqlite", "Hindsight.Storage"),
        ("SQLitePCLRaw", "Hindsight.Storage"),
        ("Npgsql", "Hindsight.Storage"),
    ];

    public static TheoryData<string> Projects => [.. Allowed.Keys];

    [Fact]
    public void SourceProjects_AllOfThem_HaveTheirPlaceInTheMap() =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .Select(Path.GetFileNameWithoutExtension).Should().BeEquivalentTo(Allowed.Keys);

    [Theory]
    [MemberData(nameof(Projects))]
    public void ProjectFile_References_PointInward(string project) =>
        Items(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/'))).Should().BeSubsetOf(Allowed[project]);

    [Theory]
    [MemberData(nameof(Projects))]
    public void Assembly_References_PointInward(string project) =>
        References(project).Where(name => name == "Hindsight" || name.StartsWith("Hindsight.", StringComparison.Ordinal)).Should().BeSubsetOf(Allowed[project]);

    [Theory]
    [MemberData(nameof(Projects))]
    public void Packages_OfAnotherRoom_AreNotUsed(string project)
    {
        string[] strange = [.. Packages.Where(p => p.Room != project && project != "Hindsight.Worker").Select(p => p.Prefix)];
        Items(project, "PackageReference").Concat(References(project))
            .Where(name => strange.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))).Should().BeEmpty();
    }

    [Fact]
    public void Worker_Packages_BringInNoEngineOfTheirOwn() =>
        Items("Hindsight.Worker", "PackageReference").Where(name => Packages.Any(p => name.StartsWith(p.Prefix, StringComparison.OrdinalIgnoreCase))).Should().BeEmpty();

    private static IEnumerable<string> Items(string project, string kind) =>
        XDocument.Load(Path.Combine(Repository.Root, "src", project, project + ".csproj")).Descendants(kind).Select(item => item.Attribute("Include")?.Value ?? "");

    private static IEnumerable<string> References(string project) => Assembly.Load(project).GetReferencedAssemblies().Select(reference => reference.Name!);
}
