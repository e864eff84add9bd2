using System.Runtime.InteropServices;

namespace Hindsight.Files;

/// <summary>Files and folders that are there whole or not at all, and survive a power cut: written beside, flushed, then renamed. What was there before stays until then.</summary>
public static partial class Durable
{
    private const string Beside = ".tmp", Replaced = ".replaced";
    private const int CurrentFolder = -100, Exchange = 2;

    /// <summary>Writes a file; one that is there is replaced.</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">All of it.</param>
    /// <exception cref="IOException">It cannot be written; what was there stays.</exception>
    public static void WriteFile(string path, byte[] content) => WriteFile(path, stream => stream.Write(content));

    /// <summary>Writes a file; one that is there is replaced.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes the content; where it throws, what was there stays.</param>
    /// <exception cref="IOException">It cannot be written; what was there stays.</exception>
    public static void WriteFile(string path, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        string beside = path + Beside;
        try
        {
            using (var file = new FileStream(beside, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20))
            {
                write(file);
                file.Flush(flushToDisk: true);
            }

            File.Move(beside, path, overwrite: true);
        }
        catch
        {
            File.Delete(beside);
            throw;
        }

        FlushFolder(ParentOf(path));
    }

    /// <summary>Writes a folder; one that is there is replaced.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="fill">Writes the files into the folder that it is given; where it throws, what was there stays.</param>
    /// <exception cref="IOException">It cannot be written; what was there stays.</exception>
    public static void WriteFolder(string path, Action<string> fill)
    {
        ArgumentNullException.ThrowIfNull(fill);
        path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        string beside = path + Beside;
        Delete(beside);
        TakeBack(path);
        try
        {
            Directory.CreateDirectory(beside);
            fill(beside);
            PublishFolder(beside, path);
        }
        catch
        {
            Delete(beside);
            throw;
        }
    }

    /// <summary>Flushes a folder that was written beside, and gives it its name; a folder of that name is replaced in one act where the file system can exchange two.</summary>
    /// <param name="beside">The folder as it was written, on the same file system.</param>
    /// <param name="destination">Its name.</param>
    /// <exception cref="IOException">It cannot be renamed.</exception>
    public static void PublishFolder(string beside, string destination)
    {
        foreach (string path in Directory.EnumerateFiles(beside, "*", SearchOption.AllDirectories))
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
            file.Flush(flushToDisk: true);
        }

        foreach (string folder in Directory.EnumerateDirectories(beside, "*", SearchOption.AllDirectories)) FlushFolder(folder);
        FlushFolder(beside);
        if (!Directory.Exists(destination)) Directory.Move(beside, destination);
        else if (!TryExchange(beside, destination)) ReplaceByRenames(beside, destination);
        FlushFolder(ParentOf(destination));
        // By now the old folder has this name, where there was one.
        Delete(beside);
    }

    /// <summary>The way of file systems that cannot exchange two folders. A kill between the renames leaves the old folder under another name, whence the next writing takes it back.</summary>
    internal static void ReplaceByRenames(string beside, string destination)
    {
        string replaced = destination + Replaced;
        Delete(replaced);
        Directory.Move(destination, replaced);
        Directory.Move(beside, destination);
        FlushFolder(ParentOf(destination));
        Delete(replaced);
    }

    private static void TakeBack(string path)
    {
        string replaced = path + Replaced;
        if (!Directory.Exists(path) && Directory.Exists(replaced)) Directory.Move(replaced, path);
        Delete(replaced);
    }

    private static bool TryExchange(string beside, string destination) =>
        OperatingSystem.IsLinux() && Rename(CurrentFolder, beside, CurrentFolder, destination, Exchange) == 0;

    private static void Delete(string folder)
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    private static string ParentOf(string path) => Path.GetDirectoryName(Path.GetFullPath(path))!;

    // A rename is durable only once the folder that holds the name is flushed; .NET opens no folders.
    private static void FlushFolder(string folder)
    {
        if (OperatingSystem.IsWindows()) return;
        int descriptor = Open(folder, 0);
        if (descriptor < 0) return;
        _ = Flush(descriptor);
        _ = Close(descriptor);
    }

    [LibraryImport("libc", EntryPoint = "renameat2", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Rename(int fromFolder, string from, int toFolder, string to, uint flags);

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
