using System.Collections.Concurrent;

namespace Hindsight.SemanticKernel.Tests.Grading;

/// <summary>A clock whose timers of one length wait for the test instead of for time; others run as usual.</summary>
internal sealed class HeldTimers(TimeSpan length) : InterceptedTimers
{
    private readonly ConcurrentBag<ITimer> _held = [];

    /// <summary>Whether such timers are over as soon as they are started.</summary>
    public bool AtOnce { get; init; }

    public int Made => _held.Count;

    /// <summary>Lets all timers held so far be over.</summary>
    public void Fire()
    {
        foreach (ITimer timer in _held)
            timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    protected override bool Start(ITimer timer, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime != length)
            return timer.Change(dueTime, period);
        _held.Add(timer);
        return timer.Change(AtOnce ? TimeSpan.Zero : Timeout.InfiniteTimeSpan, period);
    }
}
