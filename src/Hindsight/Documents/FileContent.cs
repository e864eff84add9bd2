namespace Hindsight.Documents;

/// <summary>The bytes of a file that somebody named.</summary>
internal static class FileContent
{
    /// <summary>Reads a file whole.</summary>
    /// <param name="path">The file.</param>
    /// <param name="unreadable">The exception that says why it cannot be read, in one line.</param>
    public static byte[] Read(string path, Func<IReadOnlyList<string>, Exception> unreadable)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The message for a folder speaks of access denied, which sends people to their permissions.
            throw unreadable([Directory.Exists(path) ? $"{path}: found a folder, expected a file." : $"{path}: {e.Message}"]);
        }
    }
}
