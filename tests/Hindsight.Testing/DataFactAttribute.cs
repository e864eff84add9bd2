using Xunit;

namespace Hindsight.Testing;

/// <summary>A test over a published data set (<see cref="ReferenceData"/>): skipped, with the reason, where the set is absent, for it does not come with the repository.</summary>
/// <param name="set">The set's folder.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DataFactAttribute(string set) : FactAttribute
{
    /// <summary>The set's folder.</summary>
    public string Set => set;

    /// <inheritdoc/>
    public override string? Skip
    {
        get => Directory.Exists(ReferenceData.FolderOf(set)) ? null : $"{ReferenceData.FolderOf(set)} is absent; HINDSIGHT_DATA names the folder of the data sets.";
        set => throw new NotSupportedException("The reason is the set's absence.");
    }
}
