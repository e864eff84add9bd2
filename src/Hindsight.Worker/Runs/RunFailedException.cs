namespace Hindsight.Worker.Runs;

/// <summary>A run failed after it had begun, by something that would have been bad input before.</summary>
/// <param name="faults">What was wrong, a line each.</param>
/// <param name="innerException">The cause.</param>
internal sealed class RunFailedException(IReadOnlyList<string> faults, Exception innerException) : Exception(string.Join(Environment.NewLine, faults), innerException)
{
    /// <summary>What was wrong, a line each.</summary>
    public IReadOnlyList<string> Faults { get; } = faults;
}
