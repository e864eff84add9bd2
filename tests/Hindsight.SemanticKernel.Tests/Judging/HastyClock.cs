namespace Hindsight.SemanticKernel.Tests.Judging;

/// <summary>A clock that stands but for its timers up to a length: it leaps to where they are due less a millisecond, the most by which the system's timers are early. Longer ones are never due.</summary>
internal sealed class HastyClock(TimeSpan longest) : TimeProvider
{
    private static readonly TimeSpan Early = TimeSpan.FromMilliseconds(1);

    private DateTimeOffset _now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _now;

    public override long GetTimestamp() => _now.UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan));
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class Timer(HastyClock clock, ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime < TimeSpan.Zero || dueTime > clock.Longest)
                return timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            if (dueTime > Early)
                clock._now += dueTime - Early;
            return timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }

    private TimeSpan Longest => longest;
}
