using System.Text.Json;

namespace Hindsight.Grading;

/// <summary>One parameter of a check.</summary>
public sealed record CheckParameter
{
    /// <summary>Its name, in snake_case.</summary>
    public required string Name { get; init; }

    /// <summary>What values it takes.</summary>
    public required CheckParameterType Type { get; init; }

    /// <summary>What it means.</summary>
    public required string Description { get; init; }

    /// <summary>Whether it must be given; otherwise <see cref="Default"/> holds.</summary>
    public bool Required { get; init; } = true;

    /// <summary>The value that holds when it is not given, or <see langword="null"/>: none.</summary>
    public JsonElement? Default { get; init; }

    /// <summary>The values allowed, for a text that is one of a few; empty otherwise.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>The smallest number allowed, or <see langword="null"/>.</summary>
    public double? Minimum { get; init; }

    /// <summary>The largest number allowed, or <see langword="null"/>.</summary>
    public double? Maximum { get; init; }
}
