namespace Hindsight.Answers;

/// <summary>A file of answers cannot be used.</summary>
/// <param name="faults">Everything that is wrong, a line each, with the place.</param>
public sealed class AnswerFileException(IReadOnlyList<string> faults) : Exception(string.Join(Environment.NewLine, faults))
{
    /// <summary>Everything that is wrong, a line each, with the place.</summary>
    public IReadOnlyList<string> Faults { get; } = faults;
}
