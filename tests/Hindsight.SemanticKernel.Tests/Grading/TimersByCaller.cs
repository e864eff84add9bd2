using System.Collections.Concurrent;

namespace Hindsight.SemanticKernel.Tests.Grading;

/// <summary>A clock whose timers of one length wait for the test instead of for time, each caller's apart; others run as usual.</summary>
internal sealed class TimersByCaller(TimeSpan length) : InterceptedTimers
{
    private static readonly AsyncLocal<string?> Caller = new();

    private readonly ConcurrentDictionary<string, ITimer> _held = new();

    /// <summary>Does something as a caller.</summary>
    public static async Task<T> AsAsync<T>(string caller, Func<Task<T>> work)
    {
        Caller.Value = caller;
        return await work();
    }

    /// <summary>Lets the caller's newest timer be over.</summary>
    public void Fire(string caller) => _held[caller].Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);

    protected override bool Start(ITimer timer, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime != length || Caller.Value is not { } caller)
            return timer.Change(dueTime, period);
        _held[caller] = timer;
        return true;
    }
}
