using System.Globalization;
using Hindsight.Worker.Configuration;

namespace Hindsight.Worker.Runs;

/// <summary>Names runs and says where their files lie.</summary>
internal static class RunFolders
{
    /// <summary>The name of a run that is begun now and was given none: the time to the second, and a number where that is taken.</summary>
    public static string NewId(string runsFolder, DateTimeOffset now)
    {
        string stamp = now.UtcDateTime.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        return Enumerable.Range(1, int.MaxValue).Select(n => n == 1 ? stamp : $"{stamp}-{n}").First(id => !Directory.Exists(Path.Combine(runsFolder, id)));
    }

    /// <summary>Refuses a name that cannot be a folder's.</summary>
    /// <exception cref="ConfigurationException">It holds something else than letters, digits and hyphens.</exception>
    public static string Checked(string id) =>
        id.Length is > 0 and <= 100 && id.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')
            ? id : throw new ConfigurationException([$"'{id}' cannot be a run's name; expected letters, digits and hyphens."]);
}
