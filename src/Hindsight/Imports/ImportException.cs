namespace Hindsight.Imports;

/// <summary>A benchmark's file cannot be imported.</summary>
/// <param name="faults">Everything that is wrong, a line each, with the place.</param>
public sealed class ImportException(IReadOnlyList<string> faults) : Exception(string.Join(Environment.NewLine, faults))
{
    /// <summary>Everything that is wrong, a line each, with the place.</summary>
    public IReadOnlyList<string> Faults { get; } = faults;

    /// <summary>Whether the file is of something else: no line of it is a prompt of a benchmark that is known.</summary>
    public bool IsOfSomethingElse { get; init; }
}
