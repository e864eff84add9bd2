using Hindsight.Worker.Configuration;

namespace Hindsight.Worker.Runs;

/// <summary>Keeps a second process from continuing the same run at the same time.</summary>
internal sealed class RunLock : IDisposable
{
    /// <summary>The lock's name in a run's folder.</summary>
    public const string FileName = ".lock";

    private readonly FileStream _file;

    private RunLock(FileStream file) => _file = file;

    /// <summary>Takes a run's lock; the system frees it when the process ends, however it ends.</summary>
    /// <exception cref="ConfigurationException">Another process has it.</exception>
    public static RunLock Take(string runFolder)
    {
        try
        {
            return new RunLock(new FileStream(PathIn(Directory.CreateDirectory(runFolder).FullName), FileMode.OpenOrCreate, FileAccess.Write, FileShare.None));
        }
        catch (IOException e)
        {
            throw new ConfigurationException([$"The run in '{runFolder}' is in the hands of another process: {e.Message}"]);
        }
    }

    /// <summary>Whether a process has a run's lock.</summary>
    public static bool IsTaken(string runFolder)
    {
        try
        {
            using var file = new FileStream(PathIn(runFolder), FileMode.Open, FileAccess.Read, FileShare.Read);
            return false;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static string PathIn(string runFolder) => Path.Combine(runFolder, FileName);
}
