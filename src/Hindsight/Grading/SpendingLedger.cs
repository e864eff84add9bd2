namespace Hindsight.Grading;

/// <summary>
/// Keeps what is spent where a kill cannot undo it. Whoever asks while a write is under way shares the next one, so that any number of calls at a time cost one write each after the other.
/// </summary>
/// <param name="snapshot">What is to be kept, as it is now.</param>
/// <param name="keep">Keeps it; durable when it returns.</param>
internal sealed class SpendingLedger(Func<IReadOnlyDictionary<string, GradeUsage>> snapshot, Func<IReadOnlyDictionary<string, GradeUsage>, CancellationToken, Task> keep)
{
    private readonly Lock _lock = new();
    private Task _current = Task.CompletedTask;
    private Task? _next;

    /// <summary>Waits until all that is spent by now is kept. Cancellation ends the waiting; the write is done all the same.</summary>
    public Task KeepAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return (_next ??= KeepAfterAsync(_current)).WaitAsync(cancellationToken);
        }
    }

    private async Task KeepAfterAsync(Task current)
    {
        // A write that failed told those who waited for it. To yield lets the lock's holder note this task first.
        await current.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        lock (_lock)
        {
            // Who asks from here on may have spent what the snapshot no longer sees.
            (_current, _next) = (_next!, null);
        }
        await keep(snapshot(), CancellationToken.None).ConfigureAwait(false);
    }
}
