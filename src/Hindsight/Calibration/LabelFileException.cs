namespace Hindsight.Calibration;

/// <summary>A file of labelled verdicts cannot be used.</summary>
/// <param name="faults">Everything that is wrong, a line each, with the place.</param>
public sealed class LabelFileException(IReadOnlyList<string> faults) : Exception(string.Join(Environment.NewLine, faults))
{
    /// <summary>Everything that is wrong, a line each, with the place.</summary>
    public IReadOnlyList<string> Faults { get; } = faults;
}
