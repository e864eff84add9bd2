using System.Reflection;

namespace Hindsight.Testing;

/// <summary>Where the repository's own files lie, as recorded by the build.</summary>
public static class Repository
{
    /// <summary>The absolute path of the repository's root folder.</summary>
    public static string Root { get; } = typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(a => a.Key == "RepositoryRoot").Value!;
}
