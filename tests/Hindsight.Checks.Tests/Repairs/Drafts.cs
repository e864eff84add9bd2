using CsCheck;

namespace Hindsight.Checks.Tests.Repairs;

/// <summary>Answers as a small model writes them: sentences with commas, quotes and contractions, in paragraphs, lists and under headings, repeated or broken off.</summary>
internal static class Drafts
{
    private static readonly string[] Words = ("the old miller walks along a narrow river and looks at grey stones that lie under clear water while two children from town follow him with bread and milk in their hands "
        + "they talk of boats and birds until evening comes over fields where cows sleep near trees then all go home to eat soup by fire before night falls on "
        + "very also still really important because should people things however many better always never great simply often different help new best").Split(' ');

    private static readonly Gen<string> Word = Gen.Frequency((40, Gen.OneOf(Words)), (1, Gen.OneOf("don't", "I", "NASA", "1,200", "\"quoted\"", "(aside)", "well-known", "it's", "Jazz", "x-ray")));

    private static readonly Gen<string> Sentence = Gen.Select(Word.Array[2, 18], Gen.Int[0, 30], Gen.Frequency((12, Gen.Const(".")), (1, Gen.Const("!")), (1, Gen.Const("?"))), (words, comma, end) =>
    {
        if (comma < words.Length - 1)
            words[comma] += ",";
        string text = string.Join(' ', words);
        return char.ToUpperInvariant(text[0]) + text[1..] + end;
    });

    private static readonly Gen<string> Block = Gen.Frequency(
        (8, Sentence.Array[1, 5].Select(s => string.Join(' ', s))),
        (2, Sentence.Array[2, 5].Select(s => string.Join('\n', s.Select(line => $"- {line}")))),
        (1, Sentence.Array[2, 5].Select(s => string.Join('\n', s.Select((line, i) => $"{i + 1}. {line}")))),
        (1, Gen.Select(Word, Sentence, (title, text) => $"## {title}\n{text}")),
        (1, Sentence.Select(s => $"**{s}**")),
        (1, Gen.Select(Sentence, Gen.Int[2, 6], (s, times) => string.Join(' ', Enumerable.Repeat(s, times)))));

    /// <summary>A draft that follows from a number.</summary>
    public static string At(int number) => All.Generate(new PCG(1, (ulong)number), null, out _);

    /// <summary>Drafts.</summary>
    public static Gen<string> All { get; } = Gen.Select(Block.Array[1, 6], Gen.Frequency((6, Gen.Const(0)), (2, Gen.Int[1, 40])), Gen.Int[0, 20], (blocks, cut, way) =>
    {
        string text = string.Join(way % 4 == 0 ? "\n" : "\n\n", blocks);
        text = cut < text.Length - 10 ? text[..^cut] : text;
        return way switch { 1 => text.ToUpperInvariant(), 2 => text.ToLowerInvariant(), 3 => $"Here is my answer:\n\n{text}", _ => text };
    });
}
