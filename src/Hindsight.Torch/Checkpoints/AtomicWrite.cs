namespace Hindsight.Torch.Checkpoints;

/// <summary>Files and folders that are there whole or not at all: written beside, flushed to the disk, then renamed.</summary>
internal static class AtomicWrite
{
    private const string Beside = ".partial", Replaced = ".replaced";

    /// <summary>Writes a file; one that is there is replaced.</summary>
    public static void File(string path, Action<FileStream> write)
    {
        string partial = path + Beside;
        try
        {
            using (var stream = new FileStream(partial, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            System.IO.File.Move(partial, path, overwrite: true);
        }
        catch
        {
            System.IO.File.Delete(partial);
            throw;
        }
    }

    /// <summary>Writes a folder; one that is there is replaced.</summary>
    /// <remarks>A folder cannot be exchanged in one act. A process killed between the two renames leaves the old one under its name with ".replaced", whence the next writing takes it back.</remarks>
    /// <param name="path">The folder.</param>
    /// <param name="fill">Writes the files into the folder that it is given.</param>
    public static void Folder(string path, Action<string> fill)
    {
        path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        string partial = path + Beside, replaced = path + Replaced;
        DeleteFolder(partial);
        if (!Directory.Exists(path) && Directory.Exists(replaced)) Directory.Move(replaced, path);
        DeleteFolder(replaced);
        try
        {
            Directory.CreateDirectory(partial);
            fill(partial);
            foreach (string file in Directory.EnumerateFiles(partial, "*", SearchOption.AllDirectories))
            {
                using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
                stream.Flush(flushToDisk: true);
            }

            if (Directory.Exists(path)) Directory.Move(path, replaced);
            Directory.Move(partial, path);
            DeleteFolder(replaced);
        }
        catch
        {
            DeleteFolder(partial);
            throw;
        }
    }

    private static void DeleteFolder(string path)
    {
        if (Directory.Exists(path)) Directory.Delete(path, recursive: true);
    }
}
