namespace Hindsight.Grading;

/// <summary>What a repair is given beside the answer and the arguments.</summary>
/// <param name="Seed">From which the words are drawn that it puts in.</param>
public sealed record RepairContext(ulong Seed)
{
    /// <summary>The length, in UTF-16 code units, beyond which answers are not mended and to which none is.</summary>
    public const int LongestAnswer = 16_384;

    /// <summary>Whether a text still does everything else that the answer did. Texts that do are preferred.</summary>
    /// <value>every text does</value>
    public Func<string, bool> Spares { get; init; } = _ => true;
}
