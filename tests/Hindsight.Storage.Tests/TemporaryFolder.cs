namespace Hindsight.Storage.Tests;

/// <summary>A folder of a test's own, deleted with it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("hindsight-storage-").FullName;

    public string Database => System.IO.Path.Combine(Path, "runs", "hindsight.db");

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
