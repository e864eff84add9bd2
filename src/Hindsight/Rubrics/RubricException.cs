namespace Hindsight.Rubrics;

/// <summary>A rubric cannot be used.</summary>
/// <param name="faults">Everything that is wrong, a line each, with the place.</param>
public sealed class RubricException(IReadOnlyList<string> faults) : Exception(string.Join(Environment.NewLine, faults))
{
    /// <summary>Everything that is wrong, a line each, with the place.</summary>
    public IReadOnlyList<string> Faults { get; } = faults;
}
