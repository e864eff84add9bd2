using Hindsight.Grading;

namespace Hindsight.Checks.Tests.MulDimIf;

public sealed class MulDimIfCheckTests
{
    private const string Table = "Prices:\n| Name | Price |\n|---|---|\n| Tea | low price |\n| Mate | high |";

    private static ICheck Find(string id)
    {
        CheckRegistry.Default.TryGet($"muldimif/{id}", out ICheck? check).Should().BeTrue();
        return check!;
    }

    [Theory]
    [InlineData("length:words", """{"min":3,"max":3}""", "well-known — 3", VerdictKind.Met, 1.0)]
    [InlineData("length:words", """{"max":4}""", "a 你好，世界 b", VerdictKind.Unmet, 0.8)]
    [InlineData("length:words", """{"max":4,"chinese_characters":false}""", "a 你好，世界 b", VerdictKind.Met, 1.0)]
    [InlineData("length:item_words", """{"max":1}""", "- tea\n- green tea\n", VerdictKind.Unmet, 0.5)]
    [InlineData("length:item_words", """{"max":2,"item":"price"}""", Table, VerdictKind.Met, 1.0)]
    [InlineData("length:item_words", """{"max":1,"item":"price"}""", Table, VerdictKind.Unmet, 0.5)]
    [InlineData("length:item_words", """{"max":1,"item":"colour"}""", Table, VerdictKind.Unmet, 6.0 / 7)]
    [InlineData("length:item_words", """{"max":2}""", "Teas:\n# Green tea\nMate\n", VerdictKind.Met, 1.0)]
    [InlineData("length:item_words", """{"max":2,"item":"best tea"}""", """{"tea":"a b c","x":1}""", VerdictKind.Unmet, 0.0)]
    [InlineData("length:item_words", """{"max":2,"item":"entry"}""", """{"tea":"a b c","x":1}""", VerdictKind.Unmet, 0.5)]
    [InlineData("length:item_words", """{"max":2,"item":"entry"}""", "[Name] and more", VerdictKind.Unmet, 0.0)]
    [InlineData("length:word_characters", """{"max":3}""", "tea 𝒜𝒜𝒜 mate", VerdictKind.Unmet, 2.0 / 3)]
    [InlineData("length:sentences", """{"min":4}""", "Wait... what", VerdictKind.Unmet, 0.75)]
    [InlineData("length:sentences", """{"max":1,"runs":true}""", "Wait... what", VerdictKind.Met, 1.0)]
    [InlineData("length:paragraphs", """{"min":2,"max":2}""", "a\n\n\n \n\nb\nc", VerdictKind.Met, 1.0)]
    [InlineData("length:line_breaks", """{"max":0}""", "a\n", VerdictKind.Unmet, 0.0)]
    [InlineData("length:characters", """{"min":4}""", "😀ab", VerdictKind.Unmet, 0.75)]
    public void Length_KnownAnswer_HandCountedVerdict(string id, string arguments, string answer, VerdictKind kind, double degree) => Expect(id, arguments, answer, kind, degree);

    [Theory]
    [InlineData("content:keywords", """{"keywords":["tea","C++"]}""", "TEA, c++.", VerdictKind.Met, 1.0)]
    [InlineData("content:keywords", """{"keywords":["tea"]}""", "teas and tea_pot", VerdictKind.Unmet, 0.0)]
    [InlineData("content:keywords", """{"keywords":["茶"],"times":2}""", "绿茶好茶", VerdictKind.Met, 1.0)]
    [InlineData("content:keywords", """{"keywords":["tea"],"times":4}""", "tea tea tea", VerdictKind.Unmet, 0.75)]
    [InlineData("content:keywords", """{"keywords":["tea","mate"],"mode":"any"}""", "Mate!", VerdictKind.Met, 1.0)]
    [InlineData("content:keywords", """{"keywords":["tea","mate"],"mode":"none"}""", "Mate!", VerdictKind.Unmet, 0.5)]
    [InlineData("content:keywords", """{"capitalized":true,"period":true}""", "Good Ⅳ Tea .", VerdictKind.Unmet, 0.5)]
    [InlineData("content:keywords", """{"keywords":["tea"],"max_words":2}""", "tea is hot now", VerdictKind.Unmet, 0.75)]
    [InlineData("content:keywords", """{"keywords":["price"],"item":"price"}""", Table, VerdictKind.Unmet, 0.5)]
    [InlineData("content:keywords", """{"keywords":["tea"],"item":"chapter"}""", "Green tea\n---\nMate\n===\nTea", VerdictKind.Unmet, 2.0 / 3)]
    [InlineData("content:keywords", """{"keywords":["tea"],"item":"chapter"}""", "1. Green tea\n2. Tea", VerdictKind.Met, 1.0)]
    [InlineData("content:topic_keyword", """{"topics":["old town","new town"],"keyword":"castle"}""", "the new town", VerdictKind.Unmet, null)]
    [InlineData("content:topic_keyword", """{"topics":["old town"],"keyword":"castle"}""", "the new town", VerdictKind.Met, 1.0)]
    [InlineData("content:start", """{"text":"List of teas:"}""", "## LIST OF TEAS: one", VerdictKind.Met, 1.0)]
    [InlineData("content:start", """{"text":"List"}""", "Line", VerdictKind.Unmet, 0.5)]
    [InlineData("content:punctuation", """{"marks":[".~"]}""", " So.~ \n", VerdictKind.Met, 1.0)]
    [InlineData("content:punctuation", """{"forbidden":true}""", "Anna,", VerdictKind.Unmet, 0.0)]
    [InlineData("content:punctuation", """{"forbidden":true}""", "", VerdictKind.Met, 1.0)]
    [InlineData("content:punctuation", """{"marks":["."]}""", "", VerdictKind.Unmet, 0.0)]
    [InlineData("content:punctuation", """{"marks":["."],"part":"line"}""", "One.\n\nTwo\n", VerdictKind.Unmet, 0.5)]
    [InlineData("content:punctuation", """{"marks":["."],"part":"sentence"}""", "One. Two! Three.", VerdictKind.Unmet, 2.0 / 3)]
    [InlineData("content:punctuation", """{"marks":["."],"part":"cell"}""", "| A | B |\n|---|---|\n| so. | no |", VerdictKind.Unmet, 0.5)]
    [InlineData("content:punctuation", """{"marks":["!"],"part":"bullet"}""", "Teas\n- One! Two.\n* Three!", VerdictKind.Unmet, 2.0 / 3)]
    [InlineData("content:emojis", """{"min":2}""", "Hot 😀 tea 🍵! Cold 😀😀.", VerdictKind.Unmet, 0.5)]
    [InlineData("content:quotes", "{}", "He said “yes”", VerdictKind.Met, 1.0)]
    [InlineData("content:citations", """{"min":2}""", "So [1], not (Smith, 2020).", VerdictKind.Met, 1.0)]
    [InlineData("content:citations", """{"min":2,"form":"numbered"}""", "So [1], not (Smith, 2020).", VerdictKind.Unmet, 0.5)]
    [InlineData("content:sources", "{}", "So [1].\nSources: [1] Smith\n", VerdictKind.Met, 1.0)]
    [InlineData("content:sources", "{}", "Sources: [1] Smith\nThat is all", VerdictKind.Unmet, 0.0)]
    public void Content_KnownAnswer_HandCountedVerdict(string id, string arguments, string answer, VerdictKind kind, double? degree) => Expect(id, arguments, answer, kind, degree);

    [Theory]
    [InlineData("format:headings", """{"min":2}""", "# A\n  ## B\n#C\n#", VerdictKind.Met, 1.0)]
    [InlineData("format:headings", """{"min":1,"max":1,"level":1}""", "# A\n# B", VerdictKind.Unmet, 0.5)]
    [InlineData("format:headings", """{"min":1,"level":2,"each":true}""", "## A\n# B", VerdictKind.Unmet, 0.5)]
    [InlineData("format:heading_levels", """{"levels":["1","3"]}""", "# A\n## B", VerdictKind.Unmet, 0.5)]
    [InlineData("format:heading_level_count", """{"min":2,"max":2}""", "# A\n## B\n# C", VerdictKind.Met, 1.0)]
    [InlineData("format:heading_level_count", """{"max":2}""", "no headings", VerdictKind.Met, 1.0)]
    [InlineData("format:heading_depth", """{"level":2}""", "# A\n### B", VerdictKind.Unmet, 0.5)]
    [InlineData("format:heading_depth", """{"level":2}""", "no headings", VerdictKind.Unmet, 0.0)]
    [InlineData("format:first_heading", """{"level":1}""", "Text\n# A\n## B", VerdictKind.Met, 1.0)]
    [InlineData("format:heading_title", """{"level":2,"title":"B"}""", "# A\n## B ", VerdictKind.Met, 1.0)]
    [InlineData("format:question_headings", """{"level":2}""", "# A\n## Why?\n### How?", VerdictKind.Unmet, 0.5)]
    [InlineData("format:block_quotes", """{"min":2}""", "> a\nb\n  > c", VerdictKind.Met, 1.0)]
    [InlineData("format:block_quotes", """{"extent":"every"}""", "> a\n\n> c", VerdictKind.Unmet, 2.0 / 3)]
    [InlineData("format:block_quotes", """{"extent":"markup"}""", "a\n > c", VerdictKind.Unmet, null)]
    [InlineData("format:bold", "{}", "a __b__", VerdictKind.Met, 1.0)]
    [InlineData("format:bold", "{}", "a **b\n**", VerdictKind.Unmet, 0.0)]
    [InlineData("format:bullets", "{}", "a\n  + b", VerdictKind.Met, 1.0)]
    [InlineData("format:bullets", """{"form":"marked","forbidden":true}""", "a\n*b*", VerdictKind.Unmet, 0.0)]
    [InlineData("format:numbered_lines", """{"forbidden":true}""", "1.5 l\n2 m", VerdictKind.Met, 1.0)]
    [InlineData("format:numbered_lines", """{"forbidden":true,"form":"marked"}""", "1.5 l\n2 m", VerdictKind.Unmet, 0.0)]
    [InlineData("format:table", "{}", "a | b", VerdictKind.Met, 1.0)]
    [InlineData("format:table", """{"lines":true}""", "a | b", VerdictKind.Unmet, 0.0)]
    [InlineData("format:table_rows", """{"max":2}""", Table, VerdictKind.Met, 1.0)]
    [InlineData("format:table_rows", """{"max":1}""", Table, VerdictKind.Unmet, 0.5)]
    [InlineData("format:table_rows", """{"max":1}""", "none", VerdictKind.Unmet, 0.0)]
    [InlineData("format:table_rows", """{"max":1,"required":false}""", "none", VerdictKind.Met, 1.0)]
    [InlineData("format:table_columns", """{"min":3}""", Table, VerdictKind.Unmet, 2.0 / 3)]
    [InlineData("format:table_title_words", """{"max":2}""", Table, VerdictKind.Unmet, 2.0 / 3)]
    [InlineData("format:table_headers", """{"headers":["NAME","cost|price"]}""", Table, VerdictKind.Met, 1.0)]
    [InlineData("format:table_headers", """{"headers":["full name","price"]}""", Table, VerdictKind.Unmet, 0.5)]
    [InlineData("format:table_headers", """{"headers":["full name","price"],"either_way":true}""", Table, VerdictKind.Met, 1.0)]
    [InlineData("format:table_contents", """{"contents":["tea","unit price","colour"]}""", Table, VerdictKind.Unmet, 2.0 / 3)]
    [InlineData("format:table_row_lines", """{"max":3}""", Table, VerdictKind.Met, 1.0)]
    [InlineData("format:table_row_lines", """{"max":1}""", "<TR><tr>", VerdictKind.Unmet, 0.5)]
    [InlineData("format:json_levels", """{"min":2,"max":2}""", """So: ```json {"a":[1,{}]} ``` and {}""", VerdictKind.Met, 1.0)]
    [InlineData("format:json_levels", """{"max":1}""", """{"a":[1,{}]}""", VerdictKind.Unmet, 0.5)]
    [InlineData("format:json_levels", """{"max":1}""", "null", VerdictKind.Unmet, null)]
    [InlineData("format:xml_attributes", """{"max":1}""", """<a b="1"><c d="1" e='2'/></a>""", VerdictKind.Unmet, 0.5)]
    [InlineData("format:xml_attributes", """{"min":1}""", "```xml\n<a b=\"1\">\n``` <c>", VerdictKind.Met, 1.0)]
    [InlineData("format:xml_attributes", """{"min":1}""", "```xml\n<a b=\"1\">", VerdictKind.Unmet, 0.0)]
    [InlineData("language:english", """{"case":"upper"}""", "STRAßE", VerdictKind.Unmet, 5.0 / 6)]
    [InlineData("language:english", """{"case":"lower"}""", "tea 1", VerdictKind.Met, 1.0)]
    [InlineData("language:english", """{"case":"title"}""", "Green tea (or mate)", VerdictKind.Unmet, 0.5)]
    [InlineData("language:english", """{"case":"title","part":"headings"}""", "some text\n# Green Tea", VerdictKind.Met, 1.0)]
    [InlineData("language:english", """{"case":"title","part":"table_header"}""", "| Name | Price |\n| tea |", VerdictKind.Met, 1.0)]
    [InlineData("language:english", """{"case":"title","part":"table_entries"}""", "| name | price |\n| Tea |", VerdictKind.Met, 1.0)]
    [InlineData("language:english", """{"case":"title","part":"json_keys"}""", """{"Tea" : "green"}""", VerdictKind.Met, 1.0)]
    [InlineData("language:english", """{"case":"title","part":"json_values"}""", """{"Tea" : "green"}""", VerdictKind.Unmet, 0.0)]
    [InlineData("language:english", """{"case":"upper"}""", " \n", VerdictKind.Unmet, 0.0)]
    [InlineData("language:chinese", """{"script":"simplified"}""", "茶 is 绿", VerdictKind.Met, 1.0)]
    [InlineData("language:chinese", """{"script":"traditional"}""", "茶 is 绿", VerdictKind.Unmet, 0.0)]
    [InlineData("language:chinese", """{"script":"traditional","extent":"all"}""", "綠茶，皇后", VerdictKind.Met, 1.0)]
    [InlineData("language:chinese", """{"script":"simplified","extent":"all"}""", "绿茶 tea", VerdictKind.Unmet, null)]
    public void FormatLanguage_KnownAnswer_HandCountedVerdict(string id, string arguments, string answer, VerdictKind kind, double? degree) => Expect(id, arguments, answer, kind, degree);

    [Theory]
    [InlineData("length:item_words", """{"max":9,"item":"cell"}""", "Give every cell at most 9 words.")]
    [InlineData("content:keywords", """{"keywords":["tea","mate"],"times":2,"period":true}""", "Use \"tea\", \"mate\" at least 2 times each, end with a period.")]
    [InlineData("content:keywords", """{"keywords":["tea"],"item":"entry"}""", "In every entry, use \"tea\".")]
    [InlineData("content:punctuation", """{"marks":[".","!"],"part":"line"}""", "End every line with one of \".\", \"!\".")]
    [InlineData("content:citations", """{"min":3}""", "Use at least 3 citations ([1] or (Smith, 2020)).")]
    [InlineData("format:heading_levels", """{"levels":["1","2"]}""", "In your Markdown headings: use headings of level 1 and 2.")]
    [InlineData("format:table_rows", """{"max":5,"required":false}""", "If you write a table, write it with at most 5 rows.")]
    [InlineData("format:json_levels", """{"min":2}""", "Answer in JSON with at least 2 levels of nesting.")]
    [InlineData("language:english", """{"case":"title","part":"headings"}""", "Begin every word of your headings with a capital letter.")]
    public void Describe_Arguments_AsASentenceToTheModel(string id, string arguments, string sentence) => Find(id).Describe(Arguments.Of(arguments)).Should().Be(sentence);

    [Fact]
    public void Describe_EveryCheck_IsASentenceAlsoWithVariables()
    {
        foreach ((string id, string arguments) in MulDimIfExamples.Arguments)
        {
            CheckRegistry.Default.TryGet(id, out ICheck? check).Should().BeTrue();
            check!.Describe(Arguments.Of(arguments)).Should().MatchRegex("^[A-Z].*\\.$");
            var variables = check.Parameters.ToDictionary(p => p.Name, p => System.Text.Json.JsonSerializer.SerializeToElement("{{$x}}"));
            check.Validate(variables).Should().BeEmpty();
            check.Describe(variables).Should().MatchRegex("^[A-Z].*\\.$");
        }
    }

    [Theory]
    [InlineData("content:keywords", "{}", "'keywords' is missing: expected keywords or another demand.")]
    [InlineData("format:table_rows", """{"min":3,"max":2}""", "'min' is 3 and 'max' is 2; expected min to be at most max.")]
    [InlineData("format:heading_depth", "{}", "'level' is missing: expected a whole number from 1 to 100.")]
    [InlineData("format:heading_levels", """{"levels":["one"]}""", "'levels': found \"one\", expected whole numbers from 1 to 100.")]
    public void Validate_Fault_NamesParameterFoundAndExpected(string id, string arguments, string fault) => Find(id).Validate(Arguments.Of(arguments)).Should().Equal(fault);

    private static void Expect(string id, string arguments, string answer, VerdictKind kind, double? degree)
    {
        ICheck check = Find(id);
        check.Validate(Arguments.Of(arguments)).Should().BeEmpty();

        CheckOutcome outcome = check.Evaluate(answer, Arguments.Of(arguments));

        outcome.Kind.Should().Be(kind, outcome.Reason);
        if (degree is { } expected)
            outcome.Degree.Should().BeApproximately(expected, 1e-12);
        else
            outcome.Degree.Should().BeNull();
    }
}
