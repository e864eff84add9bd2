namespace Hindsight.Testing;

/// <summary>A folder of a test's own, deleted with what lies in it.</summary>
public sealed class TemporaryFolder : IDisposable
{
    /// <summary>Its absolute path.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("hindsight-").FullName;

    /// <summary>The absolute path of a file or folder in it, which need not be there.</summary>
    public string PathOf(params string[] names) => System.IO.Path.Combine([Path, .. names]);

    /// <summary>Writes a file, with the folders above it.</summary>
    /// <returns>Its absolute path.</returns>
    public string Write(string name, string content)
    {
        string path = PathOf(name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Path, recursive: true);
}
