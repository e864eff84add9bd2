using System.Text.Json;
using Hindsight.Files;
using Hindsight.Training;
using Hindsight.Worker.Configuration;
using Hindsight.Worker.Runs;

namespace Hindsight.Worker.Tuning;

/// <summary>Where an unfinished tuning lies: beside the folder that its policy will be written to.</summary>
/// <param name="output">That folder.</param>
internal sealed class TuningFolder(string output)
{
    private readonly string _path = System.IO.Path.TrimEndingDirectorySeparator(output) + ".tuning";

    /// <summary>Its checkpoints.</summary>
    public string Checkpoints => new RunFolder(_path).Checkpoints;

    private string Record => System.IO.Path.Combine(_path, "tuning.json");

    private bool IsComplete => Directory.Exists(output) && Directory.EnumerateFileSystemEntries(output).Any();

    /// <summary>Whether the policy was written and only the cleaning up was cut off, which is then done.</summary>
    public bool CleanUp()
    {
        if (!IsComplete || !Directory.Exists(_path)) return false;
        Directory.Delete(_path, recursive: true);
        return true;
    }

    /// <summary>Refuses what would write over something, or has nothing to go on with. Nothing is changed.</summary>
    /// <exception cref="ConfigurationException">The output holds something; there is an unfinished tuning and it is not resumed; there is none to resume.</exception>
    public void Demand(bool resume)
    {
        if (IsComplete) throw new ConfigurationException([$"--output {output}: the folder is not empty."]);
        if (resume && !Directory.Exists(_path)) throw new ConfigurationException([$"--resume: there is no unfinished tuning in '{_path}'."]);
        if (!resume && Directory.Exists(_path)) throw new ConfigurationException([$"'{_path}' holds an unfinished tuning; --resume continues it."]);
    }

    /// <summary>Takes the folder, and writes down what the tuning's bits depend on or compares it with what was.</summary>
    /// <exception cref="ConfigurationException">Another process has it, or it was begun otherwise: every difference is named.</exception>
    public RunLock Open(TuningRecord record)
    {
        RunLock taken = RunLock.Take(_path);
        try
        {
            if (!File.Exists(Record)) Durable.WriteFile(Record, record.Write());
            else if (record.Differences(File.ReadAllBytes(Record)) is { Count: > 0 } differences) throw new ConfigurationException(differences);
            return taken;
        }
        catch (JsonException e)
        {
            taken.Dispose();
            throw new CheckpointException($"'{Record}' cannot be read: {e.Message}", e);
        }
        catch
        {
            taken.Dispose();
            throw;
        }
    }
}
