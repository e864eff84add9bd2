using System.Collections.Frozen;

namespace Hindsight.Checks.IfBench;

/// <summary>The words that constraints of IFBench ask for or against.</summary>
internal static class EnglishWords
{
    public static FrozenSet<string> Conjunctions { get; } = Set("and but for nor or so yet");

    /// <summary>Personal, possessive and reflexive pronouns.</summary>
    public static FrozenSet<string> Pronouns { get; } = Set("""
        he her hers herself him himself his i it its itself me mine my myself our ours ourselves she their theirs them themselves they us we you your yours yourself yourselves
        """);

    /// <summary>First names; an answer mentions one where it occurs in it, inside words too.</summary>
    public static IReadOnlyList<string> Names { get; } = Split("""
        Abigail Alexander Amelia Andrew Aria Audrey Ava Benjamin Charlotte Chloe Christopher Claire Daniel David Elijah Ella Emma Ethan Gabriel Grace Hannah Harper Isabella
        Jackson Jacob Jonathan Joseph Layla Leo Liam Lily Lucas Mason Matthew Mia Nathan Nicholas Noah Nora Olivia Owen Penelope Ryan Samuel Scarlett Sophia Stella Thomas
        Victoria Zoe
        """);

    /// <summary>Words of little meaning of their own, as the usual Python toolkit lists them, and what it leaves of contractions cut at the apostrophe.</summary>
    public static FrozenSet<string> StopWords { get; } = Set("""
        a about above after again against ain all am an and any are aren as at be because been before being below between both but by can couldn d did didn do does doesn doing
        don down during each few for from further had hadn has hasn have haven having he her here hers herself him himself his how i if in into is isn it its itself just ll m ma
        me mightn more most mustn my myself needn no nor not now o of off on once only or other our ours ourselves out over own re s same shan she should shouldn so some such t
        than that the their theirs them themselves then there these they this those through to too under until up ve very was wasn we were weren what when where which while who
        whom why will with won wouldn y you your yours yourself yourselves
        """);

    private static FrozenSet<string> Set(string words) => Split(words).ToFrozenSet(StringComparer.Ordinal);

    private static string[] Split(string words) => words.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
}
