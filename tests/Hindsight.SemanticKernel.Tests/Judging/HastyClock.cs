namespace Hindsight.SemanticKernel.Tests.Judging;

/// <summary>A clock that stands but for its timers up to a length: it leaps to where they are due less a millisecond, the most by which the system's timers are early. Longer ones are never due.</summary>
internal sealed class HastyClock(TimeSpan longest) : InterceptedTimers
{
    private static readonly TimeSpan Early = TimeSpan.FromMilliseconds(1);

    private DateTimeOffset _now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _now;

    public override long GetTimestamp() => _now.UtcTicks;

    protected override bool Start(ITimer timer, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime < TimeSpan.Zero || dueTime > longest)
            return timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        if (dueTime > Early)
            _now += dueTime - Early;
        return timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
