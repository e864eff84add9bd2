using System.Text.Json;
using CsCheck;
using Hindsight.Grading;

namespace Hindsight.Checks.Tests;

/// <summary>What every check is tried with: answers and arguments.</summary>
internal static class Fuzz
{
    // The example of arguments of every check; one that is missing here fails the tests.
    private static readonly Dictionary<string, string> Examples = new()
    {
        ["word_count"] = """{"min":2,"max":5}""", ["sentence_count"] = """{"min":2,"max":5}""", ["line_count"] = """{"min":2,"max":5}""",
        ["paragraph_count"] = """{"min":2,"max":5}""", ["character_count"] = """{"min":2,"max":5}""", ["bullet_count"] = """{"min":1,"kind":"both"}""",
        ["max_repetition"] = """{"words":1,"max":1}""", ["contains"] = """{"texts":["ab","é"],"whole_word":true,"ignore_case":true}""",
        ["not_contains"] = """{"texts":["ab","é"]}""", ["starts_with"] = """{"texts":["ab"]}""", ["ends_with"] = """{"texts":["ab"]}""",
        ["regex"] = """{"pattern":"^(a+)+b$","multiline":true}""", ["letter_case"] = """{"case":"title"}""",
        ["language_script"] = """{"script":"latin"}""", ["json"] = """{"required_keys":["a"]}""",
        ["ifeval/keywords:existence"] = """{"keywords":["ab","é.*b"],"loose":true}""", ["ifeval/keywords:forbidden_words"] = """{"forbidden_words":["a","é","1+"]}""",
        ["ifeval/keywords:frequency"] = """{"keyword":"a","frequency":2,"relation":"less than","loose":true}""",
        ["ifeval/keywords:letter_frequency"] = """{"letter":"a","let_frequency":2,"let_relation":"at least"}""", ["ifeval/language:response_language"] = """{"language":"en","loose":true}""",
        ["ifeval/length_constraints:number_sentences"] = """{"num_sentences":2,"relation":"at least","loose":true}""",
        ["ifeval/length_constraints:number_words"] = """{"num_words":5,"relation":"less than","loose":true}""", ["ifeval/length_constraints:number_paragraphs"] = """{"num_paragraphs":1,"loose":true}""",
        ["ifeval/length_constraints:nth_paragraph_first_word"] = """{"num_paragraphs":1,"nth_paragraph":1,"first_word":"a","loose":true}""",
        ["ifeval/detectable_content:number_placeholders"] = """{"num_placeholders":1,"loose":true}""", ["ifeval/detectable_content:postscript"] = """{"postscript_marker":"P.S.","loose":true}""",
        ["ifeval/detectable_format:number_bullet_lists"] = """{"num_bullets":1,"loose":true}""", ["ifeval/detectable_format:constrained_response"] = """{"loose":true}""",
        ["ifeval/detectable_format:number_highlighted_sections"] = """{"num_highlights":1,"loose":true}""",
        ["ifeval/detectable_format:multiple_sections"] = """{"section_spliter":"a","num_sections":1,"loose":true}""", ["ifeval/detectable_format:json_format"] = """{"loose":true}""",
        ["ifeval/detectable_format:title"] = """{"loose":true}""", ["ifeval/combination:repeat_prompt"] = """{"prompt_to_repeat":"a","loose":true}""", ["ifeval/combination:two_responses"] = "{}",
        ["ifeval/change_case:capital_word_frequency"] = """{"capital_frequency":2,"capital_relation":"less than","loose":true}""", ["ifeval/change_case:english_capital"] = """{"loose":true}""",
        ["ifeval/change_case:english_lowercase"] = """{"loose":true}""", ["ifeval/punctuation:no_comma"] = """{"loose":true}""",
        ["ifeval/startend:end_checker"] = """{"end_phrase":"a.","loose":true}""", ["ifeval/startend:quotation"] = """{"loose":true}""",
    };

    // Text as bad as UTF-16 can be: lone surrogates, controls, separators, marks, and the characters that checks look for.
    private static readonly Gen<string> Answers = Gen.Frequency(
        (3, Gen.Char.Array[0, 60].Select(c => new string(c))),
        (3, Gen.OneOf('\ud83d', '\ude00', '\0', '\u0007', '\r', '\n', '\u2028', '\u0301', '\u200b', '\u200d', '\u202e', 'א', 'ع', 'İ', 'Σ',
            ' ', '.', '?', '!', ',', '-', '*', '"', '\'', '<', '>', '_', '@', '{', '}', '[', ']', '`', 'A', 'P', 'S', 'a', 'b', 'é', 'Я', '你', '1').Array[0, 40].Select(c => new string(c))),
        (1, Gen.OneOf("😀", "𝐛", "𐐀", "a", "Bc", "12", " ", ". ", ",", "\n", "\n\n", "- ", "\"", "*", "|").Array[0, 30].Select(string.Concat)),
        (1, Gen.OneOf("", " ", "```", "```\n```", "- ", "1.", "{\"a\":", "\ufeff{}", "{\"\\ud83d\":1}", "{\"a\\ud83d\":1,\"a\":\"\\udc00\"}", "\ud800", "\udc00ab",
            "******", "a\n***\n***", "<<>>>", "P.\u001cS.", new('[', 2_000), new string('{', 500) + "\"", "http://@.@a")));

    public static TheoryData<string> Ids => [.. CheckRegistry.Default.Checks.Select(c => c.Id)];

    public static (ICheck Check, IReadOnlyDictionary<string, JsonElement> Arguments) Find(string id)
    {
        string? arguments = Examples.GetValueOrDefault(id) ?? MulDimIf.MulDimIfExamples.Arguments.GetValueOrDefault(id)
            ?? IfBench.WordingExamples.Arguments.GetValueOrDefault(id) ?? IfBench.FormExamples.Arguments.GetValueOrDefault(id);
        arguments.Should().NotBeNull("every check is fuzzed");
        CheckRegistry.Default.TryGet(id, out ICheck? check).Should().BeTrue();
        return (check!, Tests.Arguments.Of(arguments!));
    }

    /// <summary>An answer with arguments: mostly any that the check takes, now and then those of the examples.</summary>
    public static (ICheck Check, Gen<FuzzInput> Drawn) Drawing(string id)
    {
        (ICheck check, var example) = Find(id);
        check.Validate(example).Should().BeEmpty();
        return (check, Gen.Select(Answers, Gen.Frequency((7, ArgumentSets.Of(check)), (1, Gen.Const(example))), Gen.Int[0, 3], (answer, arguments, form) => new FuzzInput(form == 0 ? With(answer, arguments) : answer, arguments)));
    }

    /// <summary>The answer with what the arguments name: few would come upon it by chance.</summary>
    private static string With(string answer, IReadOnlyDictionary<string, JsonElement> arguments) =>
        $"{answer[..(answer.Length / 2)]} {string.Join(' ', arguments.Values.Select(v => v.ValueKind == JsonValueKind.Array ? string.Join("\n\n", v.EnumerateArray()) : v.ToString()))}{answer[(answer.Length / 2)..]}";
}
