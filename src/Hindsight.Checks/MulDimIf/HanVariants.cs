using System.Buffers;
using Hindsight.Checks.Language;

namespace Hindsight.Checks.MulDimIf;

/// <summary>
/// Characters of simplified and of traditional Chinese that are written otherwise in the other: kTraditionalVariant and kSimplifiedVariant of Unicode's Unihan database
/// (15.0, basic plane), without some that both scripts use alike (了, 面, 著), with quotation marks and some common variant forms (裏, 羣). The official program has a table of its own.
/// </summary>
internal static class HanVariants
{
    // These stand for themselves in some words of the other script; what the official program knows of such words is not known here.
    private const string AmbiguousSimplified = "后云杰丑范占采余郁斗", AmbiguousTraditional = "乾瞭";

    private static readonly string[] Lists = Resource.Text("han-variants.txt").Split('\n');

    public static SearchValues<char> Simplified { get; } = SearchValues.Create(Lists[0]);

    public static SearchValues<char> Traditional { get; } = SearchValues.Create(Lists[1]);

    public static SearchValues<char> SimplifiedOnly { get; } = SearchValues.Create(Lists[0].Where(c => !AmbiguousSimplified.Contains(c)).ToArray());

    public static SearchValues<char> TraditionalOnly { get; } = SearchValues.Create(Lists[1].Where(c => !AmbiguousTraditional.Contains(c)).ToArray());
}
