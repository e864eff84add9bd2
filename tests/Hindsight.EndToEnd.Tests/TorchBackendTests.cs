using System.Diagnostics;
using System.Text.Json;
using Hindsight.Testing;

namespace Hindsight.EndToEnd.Tests;

/// <summary>Which native libraries a build takes. The CUDA package cannot be restored everywhere, so this asks the build, not the network.</summary>
public sealed class TorchBackendTests
{
    [Theory]
    [InlineData("cpu", "TorchSharp", "libtorch-cpu-linux-x64")]
    [InlineData("cuda", "TorchSharp-cuda-linux")]
    public void PackageReferences_Backend_SelectsItsPackages(string backend, params string[] expected)
    {
        string project = Path.Combine(Repository.Root, "src", "Hindsight.Torch", "Hindsight.Torch.csproj");
        var start = new ProcessStartInfo("dotnet", ["msbuild", project, "-getItem:PackageReference", $"-p:TorchBackend={backend}"]) { RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.Should().Be(0, output);
        JsonDocument.Parse(output).RootElement.GetProperty("Items").GetProperty("PackageReference").EnumerateArray()
            .Select(item => item.GetProperty("Identity").GetString()!)
            .Where(name => name.Contains("torch", StringComparison.OrdinalIgnoreCase))
            .Should().BeEquivalentTo(expected);
    }
}
