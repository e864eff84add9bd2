using System.Globalization;
using System.Text.Json;
using Hindsight.Grading;
using Hindsight.Rubrics;
using Hindsight.Tasks;

namespace Hindsight.Checks.Tests.Generation;

/// <summary>Builds an answer to a generated task out of plain English words, piece by piece, as its constraints demand.</summary>
internal sealed class ConstructedAnswer
{
    private const int LongestFiller = 420, Step = 6;

    private static readonly string[] Filler = ("the old miller walks along a narrow river and looks at grey stones that lie under clear water while two children from town follow him with bread and milk in their "
        + "hands they talk of boats and birds until evening comes over fields where cows sleep near trees then all go home to eat soup by fire before night falls on").Split(' ');

    private readonly Dictionary<string, IReadOnlyDictionary<string, JsonElement>> _demands;
    private readonly int _length;
    private int _next;

    private ConstructedAnswer(TrainingTask task, int length) => (_demands, _length) = (task.Criteria.ToDictionary(c => c.Check!, c => c.Arguments), length);

    /// <summary>What the best of many answers misses, or <see langword="null"/>: one misses nothing.</summary>
    public static string? MissedBy(TrainingTask task)
    {
        string[] fewest = [];
        for (int length = 4; length < LongestFiller; length += Step)
        {
            string answer = new ConstructedAnswer(task, length).Write();
            string[] missed = [.. task.Criteria.Select(c => Verdict(c, answer)).OfType<string>()];
            if (missed.Length == 0)
                return null;
            fewest = fewest.Length == 0 || missed.Length < fewest.Length ? [.. missed, answer[..Math.Min(answer.Length, 400)]] : fewest;
        }
        return $"{task.Id}: {string.Join(" | ", fewest)}";
    }

    private static string? Verdict(Criterion criterion, string answer)
    {
        CheckRegistry.Default.TryGet(criterion.Check!, out ICheck? check);
        CheckOutcome outcome = check!.Evaluate(answer, criterion.Arguments);
        return outcome.Kind == VerdictKind.Met ? null : $"{criterion.Check}: {outcome.Reason}";
    }

    private string Write()
    {
        string text = Has("json") || Has("ifeval/detectable_format:json_format") || Has("muldimif/format:json_levels") ? Json()
            : Has("ifeval/combination:two_responses") ? $"{Body()}\n******\n{Body()}" : Body();
        if (Has("ifeval/startend:quotation"))
            text = $"\"{text}\"";
        return (Has("ifeval/change_case:english_lowercase") ? "lower" : Has("ifeval/change_case:english_capital") ? "upper" : Text("letter_case", "case") ?? Text("muldimif/language:english", "case")) switch
        {
            "lower" => text.ToLowerInvariant(),
            "upper" => text.ToUpperInvariant(),
            "title" => CultureInfo.InvariantCulture.TextInfo.ToTitleCase(text),
            _ => text,
        };
    }

    private string Json()
    {
        string[] keys = [.. Texts("json", "required_keys").DefaultIfEmpty("answer")];
        string value = JsonSerializer.Serialize(string.Join(' ', Sentences()), Relaxed);
        for (int level = Number("muldimif/format:json_levels", "min") ?? 1; level > 1; level--)
            value = $"{{\"more\": {value}}}";
        return $"{{{string.Join(", ", keys.Select((key, i) => $"\"{key}\": {(i == 0 ? value : $"\"{string.Join(' ', Words(2))}\"")}"))}}}";
    }

    /// <summary>Sentences in paragraphs; lists, tables and the like before the last sentence, so that they end with it.</summary>
    private string Body()
    {
        List<string> sentences = Sentences();
        int paragraphs = Number("ifeval/length_constraints:number_paragraphs", "num_paragraphs") ?? Number("ifeval/length_constraints:nth_paragraph_first_word", "num_paragraphs")
            ?? Number("paragraph_count", "min") ?? Number("muldimif/length:paragraphs", "min") ?? 1;
        while (sentences.Count < paragraphs)
            sentences.Insert(0, Sentence(Words(3)));
        string[] parts = [.. sentences.Take(paragraphs - 1), string.Join('\n', [.. OneLine(sentences.Skip(paragraphs - 1).SkipLast(1)), .. Lines(), .. OneLine([sentences[^1], .. Phrase()]), .. Last()])];
        if (Number("ifeval/length_constraints:nth_paragraph_first_word", "nth_paragraph") is { } nth)
            parts[nth - 1] = Open(Text("ifeval/length_constraints:nth_paragraph_first_word", "first_word")!, parts[nth - 1]);
        string text = string.Join(Has("ifeval/length_constraints:number_paragraphs") ? "\n***\n" : "\n\n", parts);
        string? first = Texts("starts_with", "texts").FirstOrDefault() ?? Text("muldimif/content:start", "text");
        text = first is null ? text : Open(first, text);
        return Text("ifeval/combination:repeat_prompt", "prompt_to_repeat") is { } request ? $"{request}\n{text}" : text;
    }

    // A list, a heading or a quote goes on at the beginning of a line.
    private static string Open(string word, string text) => $"{word}{(char.IsLetter(text[0]) ? ' ' : '\n')}{text}";

    private static IEnumerable<string> OneLine(IEnumerable<string> sentences) => string.Join(' ', sentences) is { Length: > 0 } line ? [line] : [];

    private List<string> Sentences()
    {
        bool closes = Phrase().Any() || Last().Any(), yes = Has("ifeval/detectable_format:constrained_response");
        int wanted = Number("sentence_count", "min") is { } exact ? exact - (closes ? 1 : 0) - (yes ? 1 : 0)
            : Text("ifeval/length_constraints:number_sentences", "relation") == "at least" ? Number("ifeval/length_constraints:number_sentences", "num_sentences") ?? 1
            : Number("muldimif/length:sentences", "min") ?? 1;
        List<string> sentences = [.. Enumerable.Range(0, Math.Max(0, wanted - 1)).Select(_ => Sentence(Words(4)))];
        List<string> rest = [.. Words(Math.Max(2, _length - (5 * sentences.Count)))];
        foreach (string token in Tokens())
            rest.InsertRange(rest.Count - 1, [token, .. Words(1)]);
        sentences.Add(Sentence(rest));
        if (yes)
            sentences.Insert(0, Has("muldimif/content:emojis") ? "😀 My answer is yes." : "My answer is yes.");
        return sentences;
    }

    private string Sentence(IEnumerable<string> words)
    {
        string text = string.Join(' ', words), mark = Texts("muldimif/content:punctuation", "marks").FirstOrDefault() ?? ".";
        return $"{char.ToUpperInvariant(text[0])}{text[1..]}{(Has("muldimif/content:emojis") ? " 😀" : "")}{mark}";
    }

    /// <summary>What stands inside a sentence.</summary>
    private IEnumerable<string> Tokens() =>
    [
        .. Texts("ifeval/keywords:existence", "keywords"), .. Texts("contains", "texts"),
        .. Text("muldimif/content:keywords", "mode") == "none" ? [] : Texts("muldimif/content:keywords", "keywords").SelectMany(k => Enumerable.Repeat(k, Number("muldimif/content:keywords", "times") ?? 1)),
        .. Text("ifeval/keywords:frequency", "relation") == "at least" ? Repeat(Text("ifeval/keywords:frequency", "keyword")!, "ifeval/keywords:frequency", "frequency") : [],
        .. Repeat("[name]", "ifeval/detectable_content:number_placeholders", "num_placeholders"), .. Repeat("*stones*", "ifeval/detectable_format:number_highlighted_sections", "num_highlights"),
        .. Text("ifeval/change_case:capital_word_frequency", "capital_relation") == "at least" ? Repeat("RIVER", "ifeval/change_case:capital_word_frequency", "capital_frequency") : [],
        .. Has("muldimif/content:quotes") && !Flag("muldimif/content:quotes", "forbidden") ? Repeat("\"birds\"", "muldimif/content:quotes", "min") : [],
        .. Repeat(Text("muldimif/content:citations", "form") == "author_year" ? "(Lind, 2014)" : "[1]", "muldimif/content:citations", "min"), .. Repeat("**boats**", "muldimif/format:bold", "min"),
    ];

    /// <summary>What stands on lines of its own.</summary>
    private IEnumerable<string> Lines()
    {
        if (Has("ifeval/detectable_format:title"))
            yield return "<<the old miller>>";
        for (int i = 1; i <= (Number("ifeval/detectable_format:multiple_sections", "num_sections") ?? 0); i++)
            yield return $"{Text("ifeval/detectable_format:multiple_sections", "section_spliter")} {i}";
        foreach (int level in Headings())
            yield return $"{new string('#', level)} {Words(1).Single()}";
        bool numbers = Text("bullet_count", "kind") == "numbers" || Has("muldimif/format:numbered_lines");
        int items = Number("ifeval/detectable_format:number_bullet_lists", "num_bullets") ?? Number("bullet_count", "min")
            ?? (Flag("muldimif/format:bullets", "forbidden") ? 0 : Number("muldimif/format:bullets", "min") ?? Number("muldimif/format:numbered_lines", "min") ?? 0);
        for (int i = 1; i <= items; i++)
            yield return $"{(numbers ? $"{i}." : "-")} {Words(1).Single()}";
        for (int i = 0; i < (Number("muldimif/format:block_quotes", "min") ?? 0); i++)
            yield return $"> {Words(1).Single()}";
        if (!Has("muldimif/format:table_rows") && !Has("muldimif/format:table_columns"))
            yield break;
        int columns = Number("muldimif/format:table_columns", "min") ?? 2, rows = Number("muldimif/format:table_rows", "min") ?? 1;
        for (int row = -2; row < rows; row++)
            yield return $"| {string.Join(" | ", row == -1 ? Enumerable.Repeat("---", columns) : Words(columns))} |";
    }

    private IEnumerable<int> Headings() =>
        Has("muldimif/format:headings") ? Enumerable.Repeat(2, Number("muldimif/format:headings", "min")!.Value)
        : Has("muldimif/format:heading_levels") ? Texts("muldimif/format:heading_levels", "levels").Select(l => int.Parse(l, CultureInfo.InvariantCulture))
        : Has("muldimif/format:heading_level_count") ? Enumerable.Range(1, Number("muldimif/format:heading_level_count", "min")!.Value)
        : Has("muldimif/format:heading_depth") ? [2]
        : Has("muldimif/format:first_heading") ? [Number("muldimif/format:first_heading", "level")!.Value] : [];

    private IEnumerable<string> Phrase() => (Text("ifeval/startend:end_checker", "end_phrase") ?? Texts("ends_with", "texts").FirstOrDefault()) is { } phrase ? [phrase] : [];

    /// <summary>What stands on lines of its own at the end.</summary>
    private IEnumerable<string> Last()
    {
        if (Text("ifeval/detectable_content:postscript", "postscript_marker") is { } marker)
            yield return $"{marker} more of it later";
        if (Has("muldimif/content:sources"))
            yield return "Sources: letters of a miller";
    }

    /// <summary>The next words, in an order in which no three come again soon.</summary>
    private IEnumerable<string> Words(int count)
    {
        for (int i = 0; i < count; i++, _next++)
            yield return Filler[_next * (1 + (_next / Filler.Length)) % Filler.Length];
    }

    private IEnumerable<string> Repeat(string token, string check, string number) => Enumerable.Repeat(token, Number(check, number) ?? 0);

    private bool Has(string check) => _demands.ContainsKey(check);

    private JsonElement? Value(string check, string argument) => _demands.TryGetValue(check, out var arguments) && arguments.TryGetValue(argument, out JsonElement value) ? value : null;

    private string? Text(string check, string argument) => Value(check, argument)?.GetString();

    private int? Number(string check, string argument) => Value(check, argument)?.GetInt32();

    private bool Flag(string check, string argument) => Value(check, argument) is { ValueKind: JsonValueKind.True };

    private IEnumerable<string> Texts(string check, string argument) => Value(check, argument) is { } list ? list.EnumerateArray().Select(t => t.GetString()!) : [];

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
