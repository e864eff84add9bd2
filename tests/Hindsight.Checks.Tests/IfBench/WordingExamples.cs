namespace Hindsight.Checks.Tests.IfBench;

/// <summary>Arguments with which every check of the family is tried.</summary>
internal static class WordingExamples
{
    public static IReadOnlyDictionary<string, string> Arguments { get; } = new Dictionary<string, string>
    {
        ["ifbench/count:word_count_range"] = """{"min_words":2,"max_words":5,"loose":true}""",
        ["ifbench/count:unique_word_count"] = """{"N":3,"loose":true}""",
        ["ifbench/count:conjunctions"] = """{"small_n":1,"loose":true}""",
        ["ifbench/count:person_names"] = """{"N":1,"loose":true}""",
        ["ifbench/count:numbers"] = """{"N":1,"loose":true}""",
        ["ifbench/count:pronouns"] = """{"N":1,"loose":true}""",
        ["ifbench/count:punctuation"] = """{"loose":true}""",
        ["ifbench/count:words_japanese"] = """{"N":2,"loose":true}""",
        ["ifbench/count:keywords_multiple"] = """{"keyword1":"a","keyword2":"b","keyword3":" é ","keyword4":"1","keyword5":".","loose":true}""",
        ["ifbench/ratio:stop_words"] = """{"percentage":40,"loose":true}""",
        ["ifbench/ratio:sentence_type"] = """{"loose":true}""",
        ["ifbench/ratio:sentence_balance"] = """{"loose":true}""",
        ["ifbench/ratio:overlap"] = """{"reference_text":"ab. \ud83d\ude00 é ab","percentage":10,"loose":true}""",
        ["ifbench/ratio:sentence_words"] = """{"loose":true}""",
        ["ifbench/words:alphabet"] = """{"loose":true}""",
        ["ifbench/words:vowel"] = """{"loose":true}""",
        ["ifbench/words:consonants"] = """{"loose":true}""",
        ["ifbench/words:palindrome"] = """{"loose":true}""",
        ["ifbench/words:prime_lengths"] = """{"loose":true}""",
        ["ifbench/words:start_verb"] = """{"loose":true}""",
        ["ifbench/words:repeats"] = """{"small_n":2,"loose":true}""",
        ["ifbench/words:odd_even_syllables"] = """{"loose":true}""",
        ["ifbench/words:last_first"] = """{"loose":true}""",
        ["ifbench/words:paragraph_last_first"] = """{"loose":true}""",
        ["ifbench/words:no_consecutive"] = """{"loose":true}""",
        ["ifbench/words:keywords_specific_position"] = """{"keyword":"a","n":2,"m":1,"loose":true}""",
        ["ifbench/words:words_position"] = """{"keyword":"a","loose":true}""",
    };
}
