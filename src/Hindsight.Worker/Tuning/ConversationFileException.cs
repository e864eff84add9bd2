namespace Hindsight.Worker.Tuning;

/// <summary>A file of conversations cannot be used.</summary>
/// <param name="faults">Everything that is wrong, a line each, with file and line.</param>
internal sealed class ConversationFileException(IReadOnlyList<string> faults) : Exception(string.Join(Environment.NewLine, faults))
{
    /// <summary>Everything that is wrong, a line each.</summary>
    public IReadOnlyList<string> Faults { get; } = faults;
}
