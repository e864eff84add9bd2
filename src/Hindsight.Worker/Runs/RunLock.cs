using Hindsight.Worker.Configuration;

namespace Hindsight.Worker.Runs;

/// <summary>Keeps a second process from continuing the same run at the same time.</summary>
internal sealed class RunLock : IDisposable
{
    private readonly FileStream _file;

    private RunLock(FileStream file) => _file = file;

    /// <summary>Takes a run's lock; the system frees it when the process ends, however it ends.</summary>
    /// <exception cref="ConfigurationException">Another process has it.</exception>
    public static RunLock Take(string runFolder)
    {
        string path = Path.Combine(Directory.CreateDirectory(runFolder).FullName, ".lock");
        try
        {
            return new RunLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None));
        }
        catch (IOException e)
        {
            throw new ConfigurationException([$"The run in '{runFolder}' is in the hands of another process: {e.Message}"]);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
