using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Hindsight.Testing;

namespace Hindsight.Worker.Tests;

/// <summary>What the repository says of itself holds.</summary>
public sealed class RepositoryTests
{
    private static readonly string[] Folders = ["src", "tests", "samples", "build"];

    [Fact]
    public void SourceLines_AllOfThem_KeepToTheEditorsLimits()
    {
        Dictionary<string, int> limits = LineLimits();

        Files("*.cs").SelectMany(file => File.ReadLines(file).Select((line, i) => (File: Path.GetRelativePath(Repository.Root, file), Line: i + 1, line.Length)))
            .Where(line => line.Length > (line.File.StartsWith("tests", StringComparison.Ordinal) ? limits["tests/**.cs"] : limits["*.cs"])).Should().BeEmpty();
    }

    [Fact]
    public void PackageVersions_AllOfThem_AreOfPackagesThatAreReferencedOrBroughtAlong()
    {
        IEnumerable<string> pinned = Versions(Path.Combine(Repository.Root, "Directory.Packages.props"));
        IEnumerable<string> referenced = Files("*.csproj").Concat(Files("*.props")).Append(Path.Combine(Repository.Root, "Directory.Build.props"))
            .SelectMany(file => XDocument.Load(file).Descendants("PackageReference").Select(e => (string)e.Attribute("Include")!));
        // The worker references every room: what packages bring along is in its restored graph.
        using JsonDocument graph = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Repository.Root, "src", "Hindsight.Worker", "obj", "project.assets.json")));
        IEnumerable<string> brought = graph.RootElement.GetProperty("libraries").EnumerateObject().Select(library => library.Name.Split('/')[0]);

        pinned.Except(referenced.Concat(brought), StringComparer.OrdinalIgnoreCase).Should().BeEmpty();
    }

    private static Dictionary<string, int> LineLimits()
    {
        Dictionary<string, int> limits = [];
        string section = "";
        foreach (string line in File.ReadLines(Path.Combine(Repository.Root, ".editorconfig")))
        {
            if (line.StartsWith('[')) section = line.Trim('[', ']');
            else if (line.StartsWith("max_line_length", StringComparison.Ordinal)) limits.Add(section, int.Parse(line.Split('=')[1], CultureInfo.InvariantCulture));
        }

        return limits;
    }

    private static IEnumerable<string> Versions(string file) => XDocument.Load(file).Descendants("PackageVersion").Select(e => (string)e.Attribute("Include")!);

    private static IEnumerable<string> Files(string pattern) => Folders.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), pattern, SearchOption.AllDirectories))
        .Where(file => !Regex.IsMatch(file, "[/\\\\](obj|bin)[/\\\\]"));
}
