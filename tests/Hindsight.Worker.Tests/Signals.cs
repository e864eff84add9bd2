using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Hindsight.Worker.Tests;

/// <summary>Signals to a process.</summary>
internal static class Signals
{
    public const int Interrupt = 2, Kill = 9, Terminate = 15;

    public static void Send(Process process, int signal, bool when)
    {
        if (when) SendSignal(process.Id, signal).Should().Be(0);
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int process, int signal);
}
