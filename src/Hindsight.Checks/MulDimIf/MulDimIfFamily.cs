using Hindsight.Grading;

namespace Hindsight.Checks.MulDimIf;

/// <summary>The checks of MulDimIF (arXiv 2505.07591). Its constraints are sentences; <see cref="MulDimIfConstraint"/> reads them into calls of these.</summary>
internal static class MulDimIfFamily
{
    public static IReadOnlyList<ICheck> Checks { get; } =
    [
        .. LengthFamily.Checks, .. ContentFamily.Checks, .. MarkdownFamily.Checks, .. TableFamily.Checks,
        new JsonLevelsCheck(), new XmlAttributesCheck(), new EnglishCheck(), new ChineseCheck(), new ConstraintCheck(),
    ];
}
