using System.Collections.Concurrent;

namespace Hindsight.SemanticKernel.Tests.Grading;

/// <summary>A clock whose timers of one length wait for the test instead of for time; others run as usual.</summary>
internal sealed class HeldTimers(TimeSpan length) : TimeProvider
{
    private readonly ConcurrentBag<ITimer> _held = [];

    /// <summary>Whether such timers are over as soon as they are started.</summary>
    public bool AtOnce { get; init; }

    public int Made => _held.Count;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Lets all timers held so far be over.</summary>
    public void Fire()
    {
        foreach (ITimer timer in _held)
            timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    /// <summary>A time-out's timer is made without an end and started afterwards.</summary>
    private sealed class Timer(HeldTimers owner, ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime != owner.Length)
                return timer.Change(dueTime, period);
            owner._held.Add(timer);
            return timer.Change(owner.AtOnce ? TimeSpan.Zero : Timeout.InfiniteTimeSpan, period);
        }

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }

    private TimeSpan Length => length;
}
