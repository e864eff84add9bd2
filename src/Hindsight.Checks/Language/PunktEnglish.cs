using System.Collections.Frozen;

namespace Hindsight.Checks.Language;

/// <summary>What the sentence splitter knows of English: abbreviations, words that often open sentences, and in which case words are usually written.</summary>
/// <remarks>
/// The words follow what the widely used English model of Punkt, which was trained on newspaper text, says of them, so that decisions agree; of its twenty thousand words those are
/// kept that are common in instructions and answers. Loaded when first asked.
/// </remarks>
internal static class PunktEnglish
{
    /// <summary>What stands for every number.</summary>
    public const string Number = "##number##";

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Abbreviations = Words("""
        adm ala ariz aug ave bros calif chg cie co col colo conn corp cos ct dec dr feb fla fri ft ga gen ill inc jan jr kan ky lt ltd maj messrs mg mich minn mr mrs ms nev nov
        oct ok okla ore pa ph.d prof rep reps sen sep sept sr st sw tenn tues va vs vt wash wed wis yr c d e f g h k l m n p r s t v w a.a a.c a.d a.g a.h a.m a.m.e a.s a.t b.f
        b.v c.i.t c.o.m.b c.v d.c d.h d.w e.f e.h e.l e.m f.g f.j g.d g.f g.k h.c h.f h.m i.m.s j.b j.c j.j j.k j.p j.r l.a l.f l.p m.b.a m.d.c m.j n.c n.d n.h n.j n.m n.v n.y
        p.a.m p.m r.a r.h r.i r.j r.k r.t s.a s.a.y s.c s.g s.p.a s.s t.j u.k u.n u.s u.s.a u.s.s.r w.c w.r w.va w.w
        """);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Starters = Words("""
        according although among both but despite even he however i if in indeed instead it many meanwhile moreover most nevertheless nonetheless nor sales separately similarly
        since so some the there these they this though thus under when while yet
        """);

    // Words before which a point after a number does not end a sentence.
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> AfterNumbers = Words("""
        abreast aes business cbot colgate commodities cooper corrections credit dividend financing genentech henley insider international leisure letters notable pay-fone pegasus
        pepper review rj wedgestone who zimmer
        """);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> AfterInitials = Words(
        "b.edelman b.levine b.smith b.stewart b.wigton i.magnin i.toussie j.aron j.fialka j.walter o.ludcke");

    private static readonly Lazy<FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>>> Opening = new(() => Words(Resource.Text("opening-words.txt")));

    private static readonly Lazy<FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>>> BothCases = new(() => Words(Resource.Text("words-of-both-cases.txt")));

    /// <summary>Whether a word without its point is an abbreviation, by itself or by its part after the last hyphen.</summary>
    public static bool IsAbbreviation(ReadOnlySpan<char> word) =>
        word is ". . " || Abbreviations.Contains(word) || (word.LastIndexOf('-') is >= 0 and int hyphen && Abbreviations.Contains(word[(hyphen + 1)..]));

    /// <summary>Whether a word, capitalised, often opens a sentence.</summary>
    public static bool IsStarter(ReadOnlySpan<char> word) => Starters.Contains(word);

    /// <summary>Whether two words belong together over the point between them.</summary>
    public static bool IsCollocation(ReadOnlySpan<char> word, ReadOnlySpan<char> next)
    {
        if (word is Number)
            return AfterNumbers.Contains(next);
        return word.Length == 1 && next.Length < 16 && AfterInitials.Contains($"{word}.{next}");
    }

    /// <summary>Whether a word is written with a small letter, and with a capital at the beginning of a sentence only.</summary>
    public static bool IsUpperOnlyAtStart(ReadOnlySpan<char> word) => Opening.Value.Contains(word);

    /// <summary>Whether a word is ever written with a small letter.</summary>
    public static bool OccursLower(ReadOnlySpan<char> word) => Opening.Value.Contains(word) || BothCases.Value.Contains(word);

    private static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Words(string words) =>
        FrozenSet.Create(StringComparer.OrdinalIgnoreCase, words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).GetAlternateLookup<ReadOnlySpan<char>>();
}
