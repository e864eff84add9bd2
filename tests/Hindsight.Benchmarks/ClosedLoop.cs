using System.Diagnostics;

namespace Hindsight.Benchmarks;

/// <summary>So many callers, each of which calls again as soon as its call is answered.</summary>
/// <param name="CallsPerSecond">Calls answered within the time that counts.</param>
/// <param name="ProcessorMicroseconds">This process's processor time a call.</param>
internal sealed record ClosedLoop(double CallsPerSecond, double ProcessorMicroseconds)
{
    /// <summary>Runs it.</summary>
    /// <param name="callers">How many call at a time.</param>
    /// <param name="warmUp">What does not count.</param>
    /// <param name="duration">What counts.</param>
    /// <param name="call">A call.</param>
    public static async Task<ClosedLoop> RunAsync(int callers, TimeSpan warmUp, TimeSpan duration, Func<Task> call)
    {
        int answered = 0;
        using var stop = new CancellationTokenSource();
        Task[] all = [.. Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                await call();
                Interlocked.Increment(ref answered);
            }
        }))];
        await Task.Delay(warmUp);
        (long began, int before, TimeSpan busyBefore) = (Stopwatch.GetTimestamp(), Volatile.Read(ref answered), Environment.CpuUsage.TotalTime);
        await Task.Delay(duration);
        (double seconds, int calls, TimeSpan busy) = (Stopwatch.GetElapsedTime(began).TotalSeconds, Volatile.Read(ref answered) - before, Environment.CpuUsage.TotalTime - busyBefore);
        await stop.CancelAsync();
        await Task.WhenAll(all);
        return new ClosedLoop(calls / seconds, busy.TotalMicroseconds / calls);
    }
}
