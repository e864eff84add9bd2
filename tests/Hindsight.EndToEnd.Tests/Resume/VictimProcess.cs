using System.Diagnostics;

namespace Hindsight.EndToEnd.Tests.Resume;

/// <summary>A training in a process of its own, which can be killed.</summary>
internal static class VictimProcess
{
    /// <summary>The exit code of a process that SIGKILL ended.</summary>
    public const int Killed = 137;

    private static readonly string Program = Path.Combine(
        AppContext.BaseDirectory.Replace("Hindsight.EndToEnd.Tests", "Hindsight.EndToEnd.Victim", StringComparison.Ordinal), "Hindsight.EndToEnd.Victim.dll");

    public static async Task<(int ExitCode, string Output)> RunAsync(string folder, int steps, params string[] options)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Program, folder, $"{steps}", .. options]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await error);
    }
}
