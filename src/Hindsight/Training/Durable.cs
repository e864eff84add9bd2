using System.Runtime.InteropServices;

namespace Hindsight.Training;

/// <summary>Writes that survive a power cut: beside, flushed, then renamed.</summary>
public static partial class Durable
{
    /// <summary>Replaces a file's content whole or not at all.</summary>
    public static void WriteFile(string path, ReadOnlySpan<byte> content)
    {
        string beside = path + ".tmp";
        using (var file = new FileStream(beside, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        File.Move(beside, path, overwrite: true);
        FlushFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    /// <summary>Flushes every file of a folder to disk, then renames the folder; the destination must not exist.</summary>
    public static void PublishFolder(string beside, string destination)
    {
        foreach (string path in Directory.EnumerateFiles(beside, "*", SearchOption.AllDirectories))
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
            file.Flush(flushToDisk: true);
        }

        foreach (string folder in Directory.EnumerateDirectories(beside, "*", SearchOption.AllDirectories)) FlushFolder(folder);
        FlushFolder(beside);
        Directory.Move(beside, destination);
        FlushFolder(Path.GetDirectoryName(Path.GetFullPath(destination))!);
    }

    // A rename is durable only once the folder that holds the name is flushed; .NET opens no folders.
    private static void FlushFolder(string folder)
    {
        if (OperatingSystem.IsWindows()) return;
        int descriptor = Open(folder, 0);
        if (descriptor < 0) return;
        _ = Flush(descriptor);
        _ = Close(descriptor);
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Flush(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Close(int descriptor);
}
