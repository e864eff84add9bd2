namespace Hindsight.SemanticKernel.Tests.Grading;

/// <summary>A clock whose timers of one length are over at once, and counted; others run as usual.</summary>
internal sealed class DelayRecorder(TimeSpan delay) : TimeProvider
{
    private int _waited;

    public int Waited => _waited;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime != delay)
            return base.CreateTimer(callback, state, dueTime, period);
        Interlocked.Increment(ref _waited);
        return base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
