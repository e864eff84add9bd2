namespace Hindsight.Worker.Configuration;

/// <summary>The configuration cannot be used.</summary>
/// <param name="faults">Everything that is wrong, a line each, with the key and where it was set.</param>
internal sealed class ConfigurationException(IReadOnlyList<string> faults) : Exception(string.Join(Environment.NewLine, faults))
{
    /// <summary>Everything that is wrong, a line each.</summary>
    public IReadOnlyList<string> Faults { get; } = faults;
}
