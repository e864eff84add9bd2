namespace Hindsight.Suites;

/// <summary>A suite or a file of responses cannot be used.</summary>
/// <param name="faults">Everything that is wrong, a line each, with the place.</param>
public sealed class SuiteException(IReadOnlyList<string> faults) : Exception(string.Join(Environment.NewLine, faults))
{
    /// <summary>Everything that is wrong, a line each, with the place.</summary>
    public IReadOnlyList<string> Faults { get; } = faults;
}
