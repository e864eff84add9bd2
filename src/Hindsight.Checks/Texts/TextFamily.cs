using Hindsight.Grading;

namespace Hindsight.Checks.Texts;

/// <summary>Checks that look for given texts.</summary>
internal static class TextFamily
{
    public static IReadOnlyList<ICheck> Checks { get; } = [new ContainsCheck(), new NotContainsCheck(), new AffixCheck(atStart: true), new AffixCheck(atStart: false), new RegexCheck()];
}
