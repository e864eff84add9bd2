using Hindsight.Tasks;
using Microsoft.Extensions.Logging;

namespace Hindsight.Rubrics;

/// <summary>The rubrics of a folder for a host that grades whenever it likes: an edit holds from the next grade on, and is logged. What cannot be used leaves the version before in force.</summary>
/// <remarks>
/// The system says when something in the folder changes; only then are the files read again, by the grade that comes next. A grade under way keeps the rubric that it resolved. A training run, whose steps
/// are each judged by one version, uses <see cref="LiveRubrics"/> itself.
/// </remarks>
public sealed partial class WatchedRubrics : IRubricSource, IDisposable
{
    private readonly RubricCatalog _catalog;
    private readonly LiveRubrics _rubrics;
    private readonly Func<Rubric, IReadOnlyList<RubricFault>> _faults;
    private readonly ILogger _logger;
    private readonly FileSystemWatcher _watcher;
    private readonly Lock _gate = new();
    private bool _toldBlind;

    // What was written between the loading and the watching is found by the first grade.
    private int _isEdited = 1;

    /// <summary>Rubrics that are watched from now on.</summary>
    /// <param name="catalog">The rubrics to begin with, loaded from a folder.</param>
    /// <param name="faults">What keeps answers from being graded by a rubric, such as <see cref="Grading.IGrader.Faults"/>: an edit with such a fault is refused.</param>
    /// <param name="logger">Receives what was taken up, as a difference, and what was not, with every fault's place.</param>
    public WatchedRubrics(RubricCatalog catalog, Func<Rubric, IReadOnlyList<RubricFault>> faults, ILogger<WatchedRubrics> logger)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        (_catalog, _rubrics, _faults, _logger) = (catalog, new LiveRubrics(catalog), faults, logger);
        // Every file counts: a mounted folder may be renewed by a link beside the rubrics.
        _watcher = new FileSystemWatcher(catalog.Folder);
        _watcher.Changed += OnEdited;
        _watcher.Created += OnEdited;
        _watcher.Deleted += OnEdited;
        _watcher.Renamed += OnEdited;
        _watcher.Error += OnEdited;
    }

    /// <inheritdoc/>
    public Rubric Resolve(TrainingTask task)
    {
        if (Volatile.Read(ref _isEdited) != 0) TakeUpEdits();
        return _rubrics.Resolve(task);
    }

    /// <inheritdoc/>
    public void Dispose() => _watcher.Dispose();

    private void OnEdited(object sender, EventArgs e) => Volatile.Write(ref _isEdited, 1);

    private void TakeUpEdits()
    {
        RubricChanges changes;
        lock (_gate)
        {
            if (Interlocked.Exchange(ref _isEdited, 0) == 0) return;
            Watch();
            changes = _rubrics.Refresh(_faults);
        }

        string taken = string.Join(Environment.NewLine, changes.Taken), refused = string.Join(Environment.NewLine, changes.Refused);
        if (taken.Length > 0) LogTaken(_logger, taken);
        if (refused.Length > 0) LogRefused(_logger, refused);
    }

    /// <summary>Begins to watch, anew at each edit: the folder may be another one by the same name. One that cannot be watched is read by every grade.</summary>
    private void Watch()
    {
        try
        {
            _watcher.EnableRaisingEvents = false;
            _watcher.EnableRaisingEvents = true;
            _toldBlind = false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or PlatformNotSupportedException)
        {
            if (!_toldBlind) LogBlind(_logger, e, _catalog.Folder);
            (_toldBlind, _isEdited) = (true, 1);
        }
    }

    [LoggerMessage(EventId = 4221, Level = LogLevel.Information, Message = "Rubrics were edited; from the next grade on:\n{Changes}")]
    private static partial void LogTaken(ILogger logger, string changes);

    [LoggerMessage(EventId = 4222, Level = LogLevel.Warning, Message = "An edit of rubrics cannot be used:\n{Faults}")]
    private static partial void LogRefused(ILogger logger, string faults);

    [LoggerMessage(EventId = 4223, Level = LogLevel.Warning, Message = "The rubrics in {Folder} cannot be watched; they are read before each grade.")]
    private static partial void LogBlind(ILogger logger, Exception error, string folder);
}
