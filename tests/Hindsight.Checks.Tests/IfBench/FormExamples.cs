namespace Hindsight.Checks.Tests.IfBench;

/// <summary>Arguments with which every check of the family is tried.</summary>
internal static class FormExamples
{
    public static IReadOnlyDictionary<string, string> Arguments { get; } = new Dictionary<string, string>
    {
        ["ifbench/sentence:alliteration_increment"] = """{"loose":true}""",
        ["ifbench/sentence:keyword"] = """{"word":"a","N":2,"loose":true}""",
        ["ifbench/sentence:increment"] = """{"small_n":1,"loose":true}""",
        ["ifbench/format:parentheses"] = """{"loose":true}""",
        ["ifbench/format:quotes"] = """{"loose":true}""",
        ["ifbench/format:options"] = """{"options":"a/é/\"b\"/","loose":true}""",
        ["ifbench/format:newline"] = """{"loose":true}""",
        ["ifbench/format:emoji"] = """{"loose":true}""",
        ["ifbench/format:line_indent"] = """{"loose":true}""",
        ["ifbench/format:quote_unquote"] = """{"loose":true}""",
        ["ifbench/format:list"] = """{"sep":"a","loose":true}""",
        ["ifbench/format:thesis"] = """{"loose":true}""",
        ["ifbench/format:sub-bullets"] = """{"loose":true}""",
        ["ifbench/format:no_bullets_bullets"] = """{"loose":true}""",
        ["ifbench/format:title_case"] = """{"loose":true}""",
        ["ifbench/format:output_template"] = """{"loose":true}""",
        ["ifbench/format:no_whitespace"] = """{"loose":true}""",
        ["ifbench/custom:multiples"] = """{"loose":true}""",
        ["ifbench/custom:mcq_count_length"] = """{"loose":true}""",
        ["ifbench/custom:reverse_newline"] = """{"loose":true}""",
        ["ifbench/custom:word_reverse"] = """{"loose":true}""",
        ["ifbench/custom:character_reverse"] = """{"loose":true}""",
        ["ifbench/custom:sentence_alphabet"] = """{"loose":true}""",
        ["ifbench/custom:european_capitals_sort"] = """{"loose":true}""",
        ["ifbench/custom:csv_city"] = """{"loose":true}""",
        ["ifbench/custom:csv_special_character"] = """{"loose":true}""",
        ["ifbench/custom:csv_quotes"] = """{"loose":true}""",
        ["ifbench/custom:date_format_list"] = """{"loose":true}""",
        ["ifbench/repeat:repeat_change"] = """{"prompt_to_repeat":"é a","loose":true}""",
        ["ifbench/repeat:repeat_simple"] = """{"loose":true}""",
        ["ifbench/repeat:repeat_span"] = """{"prompt_to_repeat":"é a b","n_start":1,"n_end":3,"loose":true}""",
    };
}
