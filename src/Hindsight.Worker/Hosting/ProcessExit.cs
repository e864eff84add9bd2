using System.Runtime.InteropServices;

namespace Hindsight.Worker.Hosting;

/// <summary>Ends the process without waiting for anything.</summary>
internal static class ProcessExit
{
    /// <summary>Ends with a code. Exit handlers are not run: native threads may be in the middle of a computation.</summary>
    public static void Now(int exitCode)
    {
        if (OperatingSystem.IsWindows()) Environment.Exit(exitCode);
        else Exit(exitCode);
    }

    [DllImport("libc", EntryPoint = "_exit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern void Exit(int exitCode);
}
