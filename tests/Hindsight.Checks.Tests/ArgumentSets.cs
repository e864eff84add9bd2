using System.Globalization;
using System.Text.Json;
using CsCheck;
using Hindsight.Checks.MulDimIf;
using Hindsight.Grading;

namespace Hindsight.Checks.Tests;

/// <summary>Valid arguments of every check, drawn by its own parameters: choices, ranges, empty-ish and Unicode texts, large counts, what is optional left out or not.</summary>
internal static class ArgumentSets
{
    private const int Sets = 120, Attempts = 20_000;

    private static readonly string[] Texts =
    [
        "a", "ab", " a ", "é", "E\u0301", "İ", "ß", "ſ", "Σ", "σ", "你好", "ありがとう", "שלום", "عربي", "नमस्ते", "😀", "👩‍👧", "\ud83d", "\udc00a", "\u200b", "\u202ea", "\ufeff", "\0", "\u0007", "a\nb", "\r\n", "\t", "\u2028",
        ".", ",", "?", "!", "*", "**", "***", "******", "\"", "'", "\"a\"", "<<a>>", "[a]", "{\"a\":1}", "```", "|", "a|b", "- ", "1.", "#", "## a", "P.S.", "P.P.S", "https://a.b", "the", "The end.", "a b c d e f g", "Is there anything else I can help with?",
        "a+", "(a|b)c", "[a-z]*", "^a", "a$", "\\d", "a{2}", "(a)\\1", "a.b", "{{$v}}", "$1", "%", "\\", new('a', 300), new('字', 100),
    ];

    // Arguments whose values no parameter tells in full; more of a check's arguments are drawn from here than from all texts.
    private static readonly Dictionary<string, string[]> Special = new()
    {
        ["letter"] = ["a", "E", "é", "ß", "İ", "Σ", "你", "😀", "\ud83d", "#", " ", "\0", "1", ","],
        ["levels"] = ["1", "2", "3", "6", "100"],
        ["pattern"] = ["a", "^a", "(?<!a)b", "(a)\\1", "\\p{L}+", "[^a]", "\\d{2,}", "a|b|", "(?i)É", "\\bthe\\b", "^(a+)+b$", ".", "\\s*"],
        ["options"] = ["a/b", "yes/no/maybe", "é/你", "\"a\"/b/", "a or b", "A, B or C", "I. a II. b"],
        ["postscript_marker"] = ["P.S.", "P.P.S", " P.S. ", "PS:", "p.?s", "后记"],
        ["marks"] = [".", "!", "?", ".~", "。", "…"],
        ["item"] = ["list item", "JSON value", "part between ruled lines", "Price", "é", "cell"],
    };

    // Pieces of sentences as MulDimIF has them, and as it never would.
    private static readonly string[] Constraints =
    [
        "The answer must", "Use", "Write", "Each", "Do not", "at least", "at most", "between", "exactly", "no more than", "fewer than", "more than", "less than", "not", "and", "or", "with", "in", "must start with", "must end with", "must include",
        "2", "3", "ten", "twenty-one", "1,000", "999999999999999999999", "0", "-1", "3-5", "2 to 4", "٣", "一", "1.5", "words", "sentences", "paragraphs", "characters", "rows", "columns", "levels", "attributes", "list items", "bullet points", "line breaks",
        "headings", "level 2", "level-3 headings", "block quotes", "a table", "the header \"Name\"", "'a', 'b' and \"c\"", "“é”", "the keyword 'rain'", "a period", "a question mark", "an exclamation point", "an emoji", "quotes", "citations", "[1]",
        "uppercase", "lowercase", "capitalized", "Simplified Chinese", "Traditional Chinese", "English", "JSON", "XML", "Markdown", ".", ",", ";", ":", "!", "?", "\n", "\"", "'", "(", "(a+)+$", "😀", "\ud83d", "\0", "{{$v}}", "*", "| a | b |",
    ];

    private static readonly string[] Kinds = [.. MulDimIfConstraint.Kinds.Order(StringComparer.Ordinal)];

    private static readonly Dictionary<string, IReadOnlyDictionary<string, JsonElement>[]> Drawn = [];

    /// <summary>Some of the arguments of a check; the same in every run.</summary>
    public static Gen<IReadOnlyDictionary<string, JsonElement>> Of(ICheck check)
    {
        lock (Drawn)
        {
            if (!Drawn.TryGetValue(check.Id, out IReadOnlyDictionary<string, JsonElement>[]? sets))
                Drawn[check.Id] = sets = Draw(check);
            return Gen.OneOf(sets);
        }
    }

    public static string Written(IReadOnlyDictionary<string, JsonElement> arguments) => JsonSerializer.Serialize(arguments);

    private static IReadOnlyDictionary<string, JsonElement>[] Draw(ICheck check)
    {
        Dictionary<string, IReadOnlyDictionary<string, JsonElement>> sets = [];
        Gen<IReadOnlyDictionary<string, JsonElement>> any = Any(check);
        var random = new PCG(Seed);
        int wanted = check.Parameters.All(p => p.Type == CheckParameterType.Boolean) ? 2 : Sets;
        for (int i = 0; i < Attempts && sets.Count < wanted; i++)
        {
            IReadOnlyDictionary<string, JsonElement> arguments = any.Generate(random, null, out _);
            if (check.Validate(arguments).Count == 0)
                sets.TryAdd(Written(arguments), arguments);
        }

        sets.Should().HaveCountGreaterThan(1, $"arguments of {check.Id} can be drawn by its parameters");
        return [.. sets.Values];
    }

    // Another number looks elsewhere: for a person who hunts.
    private static uint Seed => uint.TryParse(Environment.GetEnvironmentVariable("HINDSIGHT_FUZZ"), CultureInfo.InvariantCulture, out uint seed) ? seed : 7;

    private static Gen<IReadOnlyDictionary<string, JsonElement>> Any(ICheck check)
    {
        if (check.Id == ConstraintCheck.CheckId)
            return AnyConstraint();
        Gen<(string Name, JsonElement? Value)>[] each = [.. check.Parameters.Select(parameter =>
        {
            Gen<JsonElement?> value = Value(parameter).Select(v => (JsonElement?)v);
            return (parameter.Required ? value : Gen.OneOf(value, Gen.Const((JsonElement?)null))).Select(v => (parameter.Name, v));
        })];
        return All(each).Select(IReadOnlyDictionary<string, JsonElement> (values) => values.Where(v => v.Value is not null).ToDictionary(v => v.Name, v => v.Value!.Value));
    }

    private static Gen<(string Name, JsonElement? Value)[]> All(Gen<(string Name, JsonElement? Value)>[] each) =>
        each.Aggregate(Gen.Const(Array.Empty<(string Name, JsonElement? Value)>()), (before, next) => Gen.Select(before, next, ((string Name, JsonElement? Value)[] all, (string Name, JsonElement? Value) one) => all.Append(one).ToArray()));

    private static Gen<JsonElement> Value(CheckParameter parameter) => parameter.Type switch
    {
        CheckParameterType.Text when parameter.Choices.Count > 0 => Gen.OneOf([.. parameter.Choices]).Select(Json),
        CheckParameterType.Text => Text(parameter.Name).Select(Json),
        CheckParameterType.TextList => Gen.OneOf(Text(parameter.Name).Array[1, 5].Select(Json), Text(parameter.Name).Select(Json)),
        CheckParameterType.Boolean => Gen.OneOf(Gen.Bool.Select(Json), Gen.OneOf("true", "False").Select(Json)),
        CheckParameterType.Integer => Whole((int)(parameter.Minimum ?? int.MinValue), (int)(parameter.Maximum ?? int.MaxValue)),
        _ => Gen.OneOf(Gen.Double[parameter.Minimum ?? -9, parameter.Maximum ?? 999], Gen.OneOf(parameter.Minimum ?? -1, parameter.Maximum ?? 40)).Select(Json),
    };

    private static Gen<JsonElement> Whole(int least, int most) =>
        Gen.Select(Gen.Frequency((8, Gen.Int[0, 6]), (1, Gen.Int[7, 40]), (1, Gen.OneOf(1_000, 100_000, int.MaxValue - 1, int.MaxValue))), Gen.Int[0, 4], (number, form) =>
        {
            int clamped = Math.Clamp(number, least, most);
            return form == 0 ? Json(clamped.ToString(CultureInfo.InvariantCulture)) : Json(clamped);
        });

    private static Gen<string> Text(string name)
    {
        Gen<string> any = Gen.Frequency((4, Gen.OneOf(Texts)), (1, Gen.Char.Array[1, 12].Select(c => new string(c))), (1, Gen.OneOf(Texts).Array[2, 4].Select(t => string.Join(' ', t))));
        return Special.TryGetValue(name, out string[]? special) ? Gen.Frequency((4, Gen.OneOf(special)), (1, any)) : any;
    }

    private static Gen<IReadOnlyDictionary<string, JsonElement>> AnyConstraint() =>
        Gen.Select(Gen.OneOf(Kinds), Gen.Frequency((12, Gen.OneOf(Constraints).Array[1, 12].Select(p => string.Join(' ', p))), (1, Gen.Char.Array[1, 60].Select(c => new string(c))), (1, Gen.Const(new string('9', 2_000)))),
            IReadOnlyDictionary<string, JsonElement> (kind, sentence) =>
            {
                string[] levels = kind.Split('_', 2);
                return new Dictionary<string, JsonElement> { ["category"] = Json(levels[0]), ["kind"] = Json(levels[1]), ["sentence"] = Json(sentence) };
            });

    private static JsonElement Json<T>(T value) => JsonSerializer.SerializeToElement(value);
}
