using Xunit;

namespace Hindsight.Testing;

/// <summary>A test of the real model: skipped, with the reason, where it or the numbers made with it are absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RealModelFactAttribute : FactAttribute
{
    /// <inheritdoc/>
    public override string? Skip
    {
        get => new[] { RealModel.Folder, RealModel.Numbers }.FirstOrDefault(folder => !Directory.Exists(folder)) is { } absent ? $"{absent} is absent." : null;
        set => throw new NotSupportedException("The reason is the model's absence.");
    }
}
