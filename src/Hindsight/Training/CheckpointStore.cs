using System.Globalization;
using System.Text.Json;
using Hindsight.Files;

namespace Hindsight.Training;

/// <summary>A run's checkpoints: written beside, flushed, then renamed; the newest few and the best are kept.</summary>
/// <param name="folder">The folder that holds one folder a checkpoint.</param>
/// <param name="keep">How many of the newest are kept.</param>
public sealed class CheckpointStore(string folder, int keep)
{
    private const string Prefix = "step-";
    private const string StateFile = "training.json";

    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>The folder of a step's checkpoint.</summary>
    public string PathOf(int step) => Path.Combine(folder, $"{Prefix}{step:D6}");

    /// <summary>The state of the newest checkpoint, or <see langword="null"/>: there is none.</summary>
    /// <exception cref="CheckpointException">It is not readable.</exception>
    public TrainingState? Newest() => Steps() is [.., int newest] ? Read(newest) : null;

    /// <summary>Writes a checkpoint beside its place: it does not count before <see cref="Publish"/>.</summary>
    public async Task WriteAsync(TrainingState state, ICheckpointed learner, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(learner);
        Directory.CreateDirectory(folder);
        string beside = Beside(state.Step);
        Remove(beside);
        Directory.CreateDirectory(beside);
        await learner.SaveAsync(beside, cancellationToken).ConfigureAwait(false);
        await File.WriteAllBytesAsync(Path.Combine(beside, StateFile), JsonSerializer.SerializeToUtf8Bytes(state, Json), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Flushes what <see cref="WriteAsync"/> wrote, gives it its name, and removes checkpoints that are no longer kept.</summary>
    public void Publish(TrainingState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        Durable.PublishFolder(Beside(state.Step), PathOf(state.Step));
        Prune(state);
    }

    /// <summary>Restores the learner from a checkpoint.</summary>
    /// <exception cref="CheckpointException">It is not readable.</exception>
    public async Task<TrainingState> LoadAsync(int step, ICheckpointed learner, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(learner);
        TrainingState state = Read(step);
        await learner.LoadAsync(PathOf(step), cancellationToken).ConfigureAwait(false);
        return state;
    }

    private string Beside(int step) => PathOf(step) + ".tmp";

    private TrainingState Read(int step)
    {
        string path = Path.Combine(PathOf(step), StateFile);
        try
        {
            return JsonSerializer.Deserialize<TrainingState>(File.ReadAllBytes(path), Json)
                ?? throw new CheckpointException($"'{path}' holds no state.");
        }
        catch (Exception e) when (e is IOException or JsonException or UnauthorizedAccessException)
        {
            throw new CheckpointException($"The checkpoint '{PathOf(step)}' cannot be read: {e.Message}", e);
        }
    }

    private List<int> Steps() => !Directory.Exists(folder) ? [] : Directory.EnumerateDirectories(folder, Prefix + "*")
        .Select(path => Path.GetFileName(path)[Prefix.Length..])
        .Where(name => name.All(char.IsAsciiDigit) && name.Length > 0)
        .Select(name => int.Parse(name, CultureInfo.InvariantCulture)).Order().ToList();

    private void Prune(TrainingState state)
    {
        foreach (int step in Steps().SkipLast(keep).Where(step => step != state.BestStep)) Remove(PathOf(step));
        foreach (string leftOver in Directory.EnumerateDirectories(folder, Prefix + "*.tmp")) Remove(leftOver);
    }

    // Renamed first: a kill in the middle must not leave half a checkpoint under its name.
    private static void Remove(string path)
    {
        if (!Directory.Exists(path)) return;
        string doomed = path.EndsWith(".tmp", StringComparison.Ordinal) ? path : path + ".tmp";
        if (doomed != path) Directory.Move(path, doomed);
        Directory.Delete(doomed, recursive: true);
    }
}
