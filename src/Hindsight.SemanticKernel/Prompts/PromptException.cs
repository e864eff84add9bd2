namespace Hindsight.SemanticKernel.Prompts;

/// <summary>The prompt files cannot be used.</summary>
/// <param name="faults">Everything that is wrong, a line each, with the file.</param>
public sealed class PromptException(IReadOnlyList<string> faults) : Exception(string.Join(Environment.NewLine, faults))
{
    /// <summary>Everything that is wrong, a line each, with the file.</summary>
    public IReadOnlyList<string> Faults { get; } = faults;
}
