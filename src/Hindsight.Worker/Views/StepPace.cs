namespace Hindsight.Worker.Views;

/// <summary>How long the remaining steps will take: as long as the latest ones did.</summary>
/// <param name="steps">The run's last step.</param>
internal sealed class StepPace(int steps)
{
    private const int Window = 10;
    private readonly Queue<double> _seconds = new();

    /// <summary>Notes a step.</summary>
    /// <returns>The time left after it.</returns>
    public TimeSpan After(int step, double seconds)
    {
        _seconds.Enqueue(seconds);
        if (_seconds.Count > Window) _seconds.Dequeue();
        return TimeSpan.FromSeconds(_seconds.Average() * Math.Max(0, steps - step));
    }
}
