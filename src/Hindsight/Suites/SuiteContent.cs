namespace Hindsight.Suites;

/// <summary>The bytes of a suite's files.</summary>
internal static class SuiteContent
{
    /// <exception cref="SuiteException">The file cannot be read.</exception>
    public static byte[] Read(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SuiteException([$"{path}: {e.Message}"]);
        }
    }
}
