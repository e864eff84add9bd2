using System.Diagnostics;
using System.IO.Pipes;
using System.Runtime.InteropServices;
using System.Text;
using Hindsight.Testing;
using Microsoft.Win32.SafeHandles;

namespace Hindsight.Worker.Tests;

/// <summary>The built executable, from its own folder, in a process of its own.</summary>
internal static class WorkerProcess
{
    private const int SetPipeSize = 1031;

    /// <summary>The folder of the executable.</summary>
    public static string Folder { get; } =
        Path.Combine(Repository.Root, "src", "Hindsight.Worker", Path.GetRelativePath(Path.Combine(Repository.Root, "tests", "Hindsight.Worker.Tests"), AppContext.BaseDirectory));

    /// <summary>Runs it to its end.</summary>
    /// <param name="folder">Its working folder.</param>
    /// <param name="args">Its arguments.</param>
    /// <param name="input">What is piped in.</param>
    /// <param name="watch">Sees every line of both outputs as it comes.</param>
    /// <param name="environment">Variables over this process's.</param>
    public static async Task<WorkerOutcome> RunAsync(
        string folder, string[] args, string input = "", Action<Process, string>? watch = null, params IEnumerable<(string Name, string Value)> environment)
    {
        using Process process = Start(folder, args, environment);
        if (watch is not null) KeepClose(process);
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

    // What is watched cannot run far ahead of its watcher, however busy the machine is: it waits while a page of its output is unread, instead of sixteen. The reader holds as much again.
    private static void KeepClose(Process process)
    {
        foreach (StreamReader reader in new[] { process.StandardOutput, process.StandardError }) _ = Control(((PipeStream)reader.BaseStream).SafePipeHandle, SetPipeSize, Environment.SystemPageSize);
    }

    // A test run may itself ignore SIGINT, which its children would inherit.
    private static Process Start(string folder, string[] args, IEnumerable<(string Name, string Value)> environment)
    {
        var start = new ProcessStartInfo("env", ["--default-signal=INT", "dotnet", "exec", Path.Combine(Folder, "Hindsight.Worker.dll"), .. args])
        {
            WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach ((string name, string value) in environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    [DllImport("libc", EntryPoint = "fcntl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Control(SafePipeHandle pipe, int command, int argument);
}

internal sealed record WorkerOutcome(int ExitCode, string Output, string Error);
