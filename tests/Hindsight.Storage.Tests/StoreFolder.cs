using Hindsight.Testing;

namespace Hindsight.Storage.Tests;

/// <summary>Where a store lies in a test's folder.</summary>
internal static class StoreFolder
{
    public static string Database(this TemporaryFolder folder) => folder.PathOf("runs", "hindsight.db");
}
