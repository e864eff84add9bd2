using Xunit;

namespace Hindsight.Testing;

/// <summary>A test over a set of reference cases: skipped, with the reason, where the set is absent and nobody promised it.</summary>
/// <param name="set">The set's folder.</param>
/// <param name="required">Whether the default folder must have it.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ReferenceFactAttribute(string set, bool required = true) : FactAttribute
{
    /// <summary>The set's folder.</summary>
    public string Set => set;

    /// <summary>Whether the default folder must have it.</summary>
    public bool Required => required;

    /// <summary>The files of the set without which there is nothing to compare.</summary>
    public string Files { get; init; } = "*";

    /// <inheritdoc/>
    public override string? Skip
    {
        get
        {
            string folder = References.FolderOf(set);
            if (required && References.IsDefault) return null;
            if (!Directory.Exists(folder)) return $"{folder} is absent.";
            return Directory.EnumerateFileSystemEntries(folder, Files).Any() ? null : $"{folder} holds no {Files}.";
        }

        set => throw new NotSupportedException("The reason is the set's absence.");
    }
}
