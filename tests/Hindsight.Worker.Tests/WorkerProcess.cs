using System.Diagnostics;
using System.Text;
using Hindsight.Testing;

namespace Hindsight.Worker.Tests;

/// <summary>The built executable, from its own folder, in a process of its own.</summary>
internal static class WorkerProcess
{
    /// <summary>The folder of the executable.</summary>
    public static string Folder { get; } =
        Path.Combine(Repository.Root, "src", "Hindsight.Worker", Path.GetRelativePath(Path.Combine(Repository.Root, "tests", "Hindsight.Worker.Tests"), AppContext.BaseDirectory));

    /// <summary>Runs it to its end.</summary>
    /// <param name="folder">Its working folder.</param>
    /// <param name="args">Its arguments.</param>
    /// <param name="input">What is piped in.</param>
    /// <param name="watch">Sees every line of both outputs as it comes.</param>
    public static async Task<WorkerOutcome> RunAsync(string folder, string[] args, string input = "", Action<Process, string>? watch = null)
    {
        using Process process = Start(folder, args);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        try
        {
            Task<string> output = ReadAsync(process, process.StandardOutput, watch), error = ReadAsync(process, process.StandardError, watch);
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
            await process.WaitForExitAsync(limit.Token);
            return new WorkerOutcome(process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    private static async Task<string> ReadAsync(Process process, StreamReader reader, Action<Process, string>? watch)
    {
        var text = new StringBuilder();
        while (await reader.ReadLineAsync() is { } line)
        {
            text.Append(line).Append('\n');
            watch?.Invoke(process, line);
        }

        return text.ToString();
    }

    // A test run may itself ignore SIGINT, which its children would inherit.
    private static Process Start(string folder, string[] args)
    {
        var start = new ProcessStartInfo("env", ["--default-signal=INT", "dotnet", "exec", Path.Combine(Folder, "Hindsight.Worker.dll"), .. args])
        {
            WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        return Process.Start(start)!;
    }
}

internal sealed record WorkerOutcome(int ExitCode, string Output, string Error);
