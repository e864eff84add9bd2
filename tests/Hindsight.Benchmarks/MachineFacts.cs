using System.Globalization;

namespace Hindsight.Benchmarks;

/// <summary>Facts of this machine and process that every line carries.</summary>
internal static class MachineFacts
{
    /// <summary>The processor's name.</summary>
    public static string Processor { get; } = Find("/proc/cpuinfo", "model name") ?? System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture.ToString();

    /// <summary>The most memory that this process has had resident, in MB; −1 where the system does not tell.</summary>
    public static double PeakResidentMegabytes =>
        Find("/proc/self/status", "VmHWM") is { } value ? double.Parse(value.Split(' ')[0], CultureInfo.InvariantCulture) / 1024 : -1;

    private static string? Find(string file, string key) => !File.Exists(file) ? null
        : File.ReadLines(file).FirstOrDefault(line => line.StartsWith(key, StringComparison.Ordinal))?.Split(':', 2)[1].Trim();
}
