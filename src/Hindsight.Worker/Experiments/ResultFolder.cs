using System.Text.Json;
using Hindsight.Files;
using Hindsight.Worker.Configuration;

namespace Hindsight.Worker.Experiments;

/// <summary>Results of runs as JSON files, so that a comparison goes on where it was stopped.</summary>
internal sealed class ResultFolder(string path)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerOptions.Web)
    {
        WriteIndented = true,
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>The result with this key, or <see langword="null"/>.</summary>
    /// <exception cref="ConfigurationException">There is a file, and it is no result.</exception>
    public ArmResult? Find(string arm, ulong seed, string key)
    {
        string file = FileOf(arm, seed, key);
        if (!File.Exists(file)) return null;
        try
        {
            return JsonSerializer.Deserialize<ArmResult>(File.ReadAllBytes(file), Json) ?? throw new ConfigurationException([$"'{file}' holds no result."]);
        }
        catch (JsonException e)
        {
            throw new ConfigurationException([$"'{file}' is no result: {e.Message} Delete it to run it again."]);
        }
    }

    /// <summary>Keeps a result; the file appears whole or not at all.</summary>
    public void Keep(ArmResult result)
    {
        Directory.CreateDirectory(path);
        Durable.WriteFile(FileOf(result.Arm, result.Seed, result.Key), JsonSerializer.SerializeToUtf8Bytes(result, Json));
    }

    private string FileOf(string arm, ulong seed, string key) => Path.Combine(path, $"{arm}-seed-{seed}-{key[..8]}.json");
}
