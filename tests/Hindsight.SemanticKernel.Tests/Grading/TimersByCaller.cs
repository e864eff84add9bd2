using System.Collections.Concurrent;

namespace Hindsight.SemanticKernel.Tests.Grading;

/// <summary>A clock whose timers of one length wait for the test instead of for time, each caller's apart; others run as usual.</summary>
internal sealed class TimersByCaller(TimeSpan length) : TimeProvider
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

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>A time-out's timer is made without an end and started afterwards.</summary>
    private sealed class Timer(TimersByCaller owner, ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime != owner.Length || Caller.Value is not { } caller)
                return timer.Change(dueTime, period);
            owner._held[caller] = timer;
            return true;
        }

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }

    private TimeSpan Length => length;
}
