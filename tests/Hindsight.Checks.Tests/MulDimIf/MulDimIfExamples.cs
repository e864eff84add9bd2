namespace Hindsight.Checks.Tests.MulDimIf;

/// <summary>Arguments with which every check of the family is tried.</summary>
internal static class MulDimIfExamples
{
    public static IReadOnlyDictionary<string, string> Arguments { get; } = new Dictionary<string, string>
    {
        ["muldimif/constraint"] = """{"category":"Length","kind":"Words","sentence":"Use at least 2 words."}""",
        ["muldimif/length:words"] = """{"min":2,"max":5}""",
        ["muldimif/length:item_words"] = """{"min":2,"max":5,"item":"ab"}""",
        ["muldimif/length:word_characters"] = """{"max":3}""",
        ["muldimif/length:sentences"] = """{"min":2,"max":5,"runs":true}""",
        ["muldimif/length:paragraphs"] = """{"min":2,"max":5}""",
        ["muldimif/length:line_breaks"] = """{"max":0}""",
        ["muldimif/length:characters"] = """{"min":20,"max":30}""",
        ["muldimif/content:keywords"] = """{"keywords":["ab","é"],"times":2,"capitalized":true,"period":true,"min_words":1,"max_words":9,"item":"ab"}""",
        ["muldimif/content:topic_keyword"] = """{"topics":["a","b"],"keyword":"é"}""",
        ["muldimif/content:start"] = """{"text":"ab"}""",
        ["muldimif/content:punctuation"] = """{"marks":[".","!"],"part":"bullet"}""",
        ["muldimif/content:emojis"] = """{"min":2}""",
        ["muldimif/content:quotes"] = "{}",
        ["muldimif/content:citations"] = """{"min":2,"form":"author_year"}""",
        ["muldimif/content:sources"] = "{}",
        ["muldimif/format:headings"] = """{"min":1,"level":2}""",
        ["muldimif/format:heading_levels"] = """{"levels":["1","2"]}""",
        ["muldimif/format:heading_level_count"] = """{"max":1}""",
        ["muldimif/format:heading_depth"] = """{"level":2,"each":true}""",
        ["muldimif/format:first_heading"] = """{"level":1}""",
        ["muldimif/format:heading_title"] = """{"level":1,"title":"a"}""",
        ["muldimif/format:question_headings"] = """{"level":2}""",
        ["muldimif/format:block_quotes"] = """{"extent":"every"}""",
        ["muldimif/format:bold"] = "{}",
        ["muldimif/format:bullets"] = """{"forbidden":true}""",
        ["muldimif/format:numbered_lines"] = """{"forbidden":true,"form":"marked"}""",
        ["muldimif/format:table"] = """{"lines":true}""",
        ["muldimif/format:table_rows"] = """{"max":3,"required":false}""",
        ["muldimif/format:table_columns"] = """{"min":2,"max":2}""",
        ["muldimif/format:table_title_words"] = """{"max":2}""",
        ["muldimif/format:table_headers"] = """{"headers":["a","b|é"],"either_way":true}""",
        ["muldimif/format:table_contents"] = """{"contents":["a","b é"]}""",
        ["muldimif/format:table_row_lines"] = """{"max":2}""",
        ["muldimif/format:json_levels"] = """{"min":1,"max":2}""",
        ["muldimif/format:xml_attributes"] = """{"min":1}""",
        ["muldimif/language:english"] = """{"case":"upper","part":"table"}""",
        ["muldimif/language:chinese"] = """{"script":"simplified","extent":"all"}""",
    };
}
