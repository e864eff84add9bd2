using System.Diagnostics;

namespace Hindsight.Worker.Tests;

/// <summary>The built executable in a process of its own.</summary>
internal static class WorkerProcess
{
    public static async Task<WorkerOutcome> RunAsync(string folder, string[] args, string input = "", Func<Process, Task>? meanwhile = null)
    {
        using Process process = Start(folder, args);
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        if (meanwhile is not null) await meanwhile(process);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }

        return new WorkerOutcome(process.ExitCode, await output, await error);
    }

    private static Process Start(string folder, string[] args)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "Hindsight.Worker.dll"), .. args])
        {
            WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        return Process.Start(start)!;
    }
}

internal sealed record WorkerOutcome(int ExitCode, string Output, string Error);
