using System.Text;
using CsCheck;
using Hindsight.Grading;

namespace Hindsight.Checks.Tests;

/// <summary>No answer makes a check throw, quote something unprintable, or depend on what it saw before.</summary>
public sealed class CheckRobustnessTests
{
    // The arguments with which every check is tried; a check that is missing here fails the first test.
    private static readonly Dictionary<string, string> Arguments = new()
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
        (1, Gen.OneOf("", " ", "```", "```\n```", "- ", "1.", "{\"a\":", "\ufeff{}", "{\"\\ud83d\":1}", "{\"a\\ud83d\":1,\"a\":\"\\udc00\"}", "\ud800", "\udc00ab",
            "******", "a\n***\n***", "<<>>>", "P.\u001cS.", new('[', 2_000), new string('{', 500) + "\"", "http://@.@a")));

    public static TheoryData<string> Ids => [.. CheckRegistry.Default.Checks.Select(c => c.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Evaluate_AnyAnswer_GivesTheSamePrintableVerdictEachTime(string id)
    {
        (ICheck check, var arguments) = Find(id);
        check.Validate(arguments).Should().BeEmpty();

        Gen.Select(Answers, Answers).Sample((answer, other) =>
        {
            CheckOutcome first = check.Evaluate(answer, arguments);
            check.Evaluate(other, arguments);
            bool valid = first.Kind != VerdictKind.Unknown && first.Degree is null or (>= 0 and <= 1) && (first.Kind == VerdictKind.Met) == (first.Degree == 1);
            return valid && check.Evaluate(answer, arguments) == first && IsPrintable(first.Reason);
        }, iter: 10_000, threads: 1);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Repair_AnyAnswer_GivesTheSameMetAndBoundedTextOrNothing(string id)
    {
        (ICheck check, var arguments) = Find(id);
        if (check.Repair is not { } repair)
            return;

        Gen.Select(Answers, Gen.ULong).Sample((answer, seed) =>
        {
            string? mended = repair.Repair(answer, arguments, new RepairContext(seed));
            bool stays = check.Evaluate(answer, arguments).Kind != VerdictKind.Met || mended == answer;
            bool met = mended is null || (check.Evaluate(mended, arguments).Kind == VerdictKind.Met && mended.Length <= RepairContext.LongestAnswer && repair.Repair(mended, arguments, new RepairContext(seed)) == mended);
            return stays && met && repair.Repair(answer, arguments, new RepairContext(seed)) == mended;
        }, iter: 200, threads: 1);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Repair_AnswersBeyondTheLimit_AreLeftAlone(string id)
    {
        (ICheck check, var arguments) = Find(id);
        string answer = new StringBuilder().Insert(0, "Ab, \"cd\" ef. ", 2_000).ToString();

        check.Repair?.Repair(answer, arguments, new RepairContext(1)).Should().Match(mended => mended == null || (string)mended == answer);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Evaluate_MegabyteAnswers_AreDecidedWithAShortReason(string id)
    {
        (ICheck check, var arguments) = Find(id);
        string[] answers = [new('a', 1 << 20), new(' ', 1 << 20), new('\ud83d', 1 << 20), new('\n', 1 << 20), new('{', 1 << 20), new StringBuilder().Insert(0, "ab. ", 1 << 18).ToString()];

        foreach (string answer in answers)
            check.Evaluate(answer, arguments).Reason.Length.Should().BeLessThan(1_000);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Evaluate_ManyThreads_Agree(string id)
    {
        (ICheck check, var arguments) = Find(id);
        string[] answers = [.. Enumerable.Range(0, 50).Select(i => $"- Ab {i}. {{\"a\":{i}}} ab")];
        CheckOutcome[] alone = [.. answers.Select(a => check.Evaluate(a, arguments))];

        CheckOutcome[] together = [.. answers.AsParallel().AsOrdered().WithDegreeOfParallelism(4).Select(a => check.Evaluate(a, arguments))];

        together.Should().Equal(alone);
    }

    private static (ICheck Check, IReadOnlyDictionary<string, System.Text.Json.JsonElement> Arguments) Find(string id)
    {
        string? arguments = Arguments.GetValueOrDefault(id) ?? MulDimIf.MulDimIfExamples.Arguments.GetValueOrDefault(id)
            ?? IfBench.WordingExamples.Arguments.GetValueOrDefault(id) ?? IfBench.FormExamples.Arguments.GetValueOrDefault(id);
        arguments.Should().NotBeNull("every check is fuzzed");
        CheckRegistry.Default.TryGet(id, out ICheck? check).Should().BeTrue();
        return (check!, Tests.Arguments.Of(arguments!));
    }

    private static bool IsPrintable(string text)
    {
        foreach (char c in text)
        {
            if (char.IsControl(c))
                return false;
        }
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) == text;
    }
}
