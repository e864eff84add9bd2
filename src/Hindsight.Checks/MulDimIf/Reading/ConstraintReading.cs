using System.Text.Json;
using Hindsight.Grading;

namespace Hindsight.Checks.MulDimIf.Reading;

/// <summary>The demands found in a sentence, and the verdict where there are none.</summary>
internal sealed record ConstraintReading(IReadOnlyList<MulDimIfDemand> Demands, VerdictKind Otherwise = VerdictKind.Met)
{
    /// <summary>No demand: the official program finds any answer right.</summary>
    public static ConstraintReading AnyAnswer { get; } = new([]);

    /// <summary>No demand: the official program finds no answer right.</summary>
    public static ConstraintReading NoAnswer { get; } = new([], VerdictKind.Unmet);

    public static ConstraintReading Of(string check, params (string Name, object? Value)[] arguments) => new([Demand(check, arguments)]);

    /// <summary>A demand; arguments without a value are left out.</summary>
    public static MulDimIfDemand Demand(string check, params (string Name, object? Value)[] arguments) =>
        new(check, arguments.Where(a => a.Value is not null).ToDictionary(a => a.Name, a => JsonSerializer.SerializeToElement(a.Value), StringComparer.Ordinal));
}
