namespace Hindsight.Checks.Generation;

/// <summary>Tasks cannot be made as they were asked for.</summary>
/// <param name="faults">Everything that is wrong, a line each.</param>
public sealed class TaskGenerationException(IReadOnlyList<string> faults) : Exception(string.Join(Environment.NewLine, faults))
{
    /// <summary>Everything that is wrong, a line each.</summary>
    public IReadOnlyList<string> Faults { get; } = faults;
}
