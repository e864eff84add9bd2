using System.Collections.Concurrent;

namespace Hindsight.SemanticKernel.Tests.Grading;

/// <summary>A clock whose timers of one length wait for the test instead of for time; others run as usual.</summary>
internal sealed class HeldTimers(TimeSpan length) : TimeProvider
{
    private readonly ConcurrentBag<ITimer> _held = [];

    /// <summary>Whether such timers are over as soon as they are made.</summary>
    public bool AtOnce { get; init; }

    public int Made => _held.Count;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime != length)
            return base.CreateTimer(callback, state, dueTime, period);
        ITimer timer = base.CreateTimer(callback, state, AtOnce ? TimeSpan.Zero : Timeout.InfiniteTimeSpan, period);
        _held.Add(timer);
        return timer;
    }

    /// <summary>Lets all timers held so far be over.</summary>
    public void Fire()
    {
        foreach (ITimer timer in _held)
            timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
