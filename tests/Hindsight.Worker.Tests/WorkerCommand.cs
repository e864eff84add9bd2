using Hindsight.Worker.Commands;
using Hindsight.Worker.Configuration;
using Hindsight.Worker.Hosting;

namespace Hindsight.Worker.Tests;

/// <summary>A command of the program in this process, as <c>Program.cs</c> runs it: for tests that are about what the command does, not about the process. A process compiles everything anew, which takes seconds.</summary>
internal static class WorkerCommand
{
    /// <summary>Runs it to its end. What it logs goes to the error output of this process.</summary>
    /// <param name="folder">Its working folder.</param>
    /// <param name="args">Its arguments.</param>
    public static async Task<WorkerOutcome> RunAsync(string folder, string[] args)
    {
        using StringWriter output = new(), error = new();
        var terminal = new Terminal(Terminal.Create(output, isTerminal: false), TextWriter.Synchronized(error), TextReader.Null, IsLive: false, IsTyped: false);
        // Away from the test's own context, as in a program.
        int exitCode = await Task.Run(() => CommandLine.RunAsync(args, new WorkerContext(terminal, new Places(folder, WorkerProcess.Folder), TimeProvider.System)));
        return new WorkerOutcome(exitCode, output.ToString(), error.ToString());
    }
}
