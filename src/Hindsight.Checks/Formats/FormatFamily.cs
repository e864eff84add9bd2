using Hindsight.Grading;

namespace Hindsight.Checks.Formats;

/// <summary>Checks of machine-readable formats.</summary>
internal static class FormatFamily
{
    public static IReadOnlyList<ICheck> Checks { get; } = [new JsonCheck()];
}
