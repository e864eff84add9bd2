using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.Memory;

namespace Hindsight.Worker.Configuration;

/// <summary>Says where a setting comes from.</summary>
internal static class SettingOrigin
{
    /// <summary>The file, the environment or the command line: the last that sets the key or a key below it.</summary>
    public static string Of(IConfigurationRoot configuration, string path)
    {
        IConfigurationProvider? provider = configuration.Providers.LastOrDefault(p => p.TryGet(path, out _) || p.GetChildKeys([], path).Any());
        return provider switch
        {
            FileConfigurationProvider file => file.Source.FileProvider?.GetFileInfo(file.Source.Path ?? "").PhysicalPath ?? file.Source.Path ?? "a file",
            EnvironmentVariablesConfigurationProvider => "environment variable " + path.Replace(":", "__", StringComparison.Ordinal),
            MemoryConfigurationProvider => "command line",
            _ => "configuration",
        };
    }
}
