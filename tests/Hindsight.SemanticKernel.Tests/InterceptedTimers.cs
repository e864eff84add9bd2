namespace Hindsight.SemanticKernel.Tests;

/// <summary>A clock that decides what becomes of a timer when it is started: a time-out's timer is made without an end and started afterwards.</summary>
internal abstract class InterceptedTimers : TimeProvider
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Starts a timer of the system's clock, or does not.</summary>
    protected abstract bool Start(ITimer timer, TimeSpan dueTime, TimeSpan period);

    private sealed class Timer(InterceptedTimers clock, ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => clock.Start(timer, dueTime, period);

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
