using Hindsight.Grading;

namespace Hindsight.Checks.Tests.Repairs;

public sealed class RepairExampleTests
{
    [Theory]
    [InlineData("word_count", """{"max":5}""", "One two three. Four five.\n\nSix seven.", "One two three. Four five.")]
    [InlineData("word_count", """{"max":4}""", "One two three, four five six.", "One two three, four.")]
    [InlineData("word_count", """{"min":3,"max":4}""", "One two. Three four five.", "Three four five.")]
    [InlineData("sentence_count", """{"max":1}""", "One two. Three? Four!", "One two.")]
    [InlineData("line_count", """{"max":2}""", "One.\nTwo.\nThree.", "One.\nTwo. Three.")]
    [InlineData("line_count", """{"min":3}""", "One. Two.\nThree.", "One.\nTwo.\nThree.")]
    [InlineData("paragraph_count", """{"max":2}""", "Long one here.\n\nTwo.\n\nThree.", "Long one here.\n\nTwo.\nThree.")]
    [InlineData("paragraph_count", """{"min":2}""", "One. Two. Three. Four.", "One. Two.\n\nThree. Four.")]
    [InlineData("character_count", """{"max":10}""", "One two. Three.", "One two.")]
    [InlineData("bullet_count", """{"min":2,"max":2}""", "See:\n- one\n- two\n- three", "See:\n- one\n- two")]
    [InlineData("bullet_count", """{"min":2,"max":2,"kind":"numbers"}""", "Do this. Eat. Sleep. Rise.", "Do this.\n1. Eat.\n2. Sleep.\nRise.")]
    [InlineData("max_repetition", """{"words":2,"max":1}""", "I am here. You are. I am there.", "I am here. You are.")]
    [InlineData("max_repetition", """{"words":1,"max":1}""", "go go went", "go went")]
    [InlineData("not_contains", """{"texts":["very"],"ignore_case":true,"whole_word":true}""", "Very good, and very old.", "Good, and old.")]
    [InlineData("not_contains", """{"texts":["people"]}""", "Many people came.", "Many folk came.")]
    [InlineData("starts_with", """{"texts":["Today"]}""", "The sun shines.", "Today, the sun shines.")]
    [InlineData("starts_with", """{"texts":["Today"]}""", "- The sun", "Today\n- The sun")]
    [InlineData("ends_with", """{"texts":["The end."]}""", "It was so. And they", "It was so. The end.")]
    [InlineData("ends_with", """{"texts":["The end."]}""", "It was so", "It was so. The end.")]
    [InlineData("ends_with", """{"texts":["The end."]}""", "- one\n- two", "- one\n- two\n\nThe end.")]
    [InlineData("letter_case", """{"case":"upper"}""", "Straße ŉ.", "STRASSE .")]
    [InlineData("letter_case", """{"case":"lower"}""", "My CAT.", "my cat.")]
    [InlineData("letter_case", """{"case":"title"}""", "an old-time \"cat\" 9 x", "An Old-time \"Cat\" 9 X")]
    [InlineData("json", "{}", "One \"two\".", """{"answer": "One \"two\"."}""")]
    [InlineData("json", """{"required_keys":["a","b"]}""", "One. Two. Three.", """{"a": "One.", "b": "Two. Three."}""")]
    [InlineData("json", """{"kind":"array"}""", "One. Two.", """["One.", "Two."]""")]
    [InlineData("json", "{}", "Here it is: {\"a\": [1]} Done.", """{"a": [1]}""")]
    [InlineData("ifeval/keywords:forbidden_words", """{"forbidden_words":["a+"]}""", "It is a aa b.", "It is b.")]
    [InlineData("ifeval/keywords:frequency", """{"keyword":"help","frequency":2,"relation":"less than"}""", "A helpful man. Do help.", "A man. Do help.")]
    [InlineData("ifeval/keywords:letter_frequency", """{"letter":"z","let_frequency":1,"let_relation":"less than"}""", "A lazy dog.", "A dog.")]
    [InlineData("ifeval/length_constraints:number_words", """{"num_words":4,"relation":"less than"}""", "One two. Three four.", "One two.")]
    [InlineData("ifeval/length_constraints:number_paragraphs", """{"num_paragraphs":2}""", "One.\n\nTwo.\n\nThree here.", "One.\nTwo.\n\n***\n\nThree here.")]
    [InlineData("ifeval/length_constraints:nth_paragraph_first_word", """{"num_paragraphs":2,"nth_paragraph":2,"first_word":"once"}""", "One. Two.", "One.\n\nonce, two.")]
    [InlineData("ifeval/detectable_format:number_bullet_lists", """{"num_bullets":1}""", "One. Two. Three.", "One.\n* Two.\nThree.")]
    [InlineData("ifeval/detectable_format:constrained_response", "{}", "No, it is not.", "My answer is no. No, it is not.")]
    [InlineData("ifeval/detectable_format:number_highlighted_sections", """{"num_highlights":2}""", "One lighthouse. Two harbours.", "One *lighthouse*. Two *harbours*.")]
    [InlineData("ifeval/detectable_format:multiple_sections", """{"section_spliter":"Part","num_sections":2}""", "One. Two.", "Part 1\nOne.\n\nPart 2\nTwo.")]
    [InlineData("ifeval/detectable_format:json_format", "{}", "```\n[1]\n``` so", "[1]")]
    [InlineData("ifeval/combination:repeat_prompt", """{"prompt_to_repeat":"Say hello."}""", "Hello.", "Say hello.\nHello.")]
    [InlineData("ifeval/combination:two_responses", "{}", "One\n******\nTwo\n******\nThree", "One\n******\nTwo\n\nThree")]
    [InlineData("ifeval/change_case:capital_word_frequency", """{"capital_frequency":1,"capital_relation":"at least"}""", "An old lighthouse.", "An old LIGHTHOUSE.")]
    [InlineData("ifeval/change_case:capital_word_frequency", """{"capital_frequency":2,"capital_relation":"less than"}""", "I saw NASA and ESA.", "I saw nasa and esa.")]
    [InlineData("ifeval/change_case:english_lowercase", "{}", "The Sun shines over the old town today.", "the sun shines over the old town today.")]
    [InlineData("ifeval/punctuation:no_comma", "{}", "Yes, 1,200 of a,b.", "Yes 1200 of a b.")]
    [InlineData("ifeval/startend:end_checker", """{"end_phrase":"Bye!"}""", "So it is.", "So it is. Bye!")]
    [InlineData("ifeval/startend:quotation", "{}", " \"Half of it ", "\"Half of it\"")]
    [InlineData("muldimif/length:line_breaks", """{"max":1}""", "One.\n\nTwo.", "One.\nTwo.")]
    [InlineData("muldimif/content:keywords", """{"keywords":["very"],"mode":"none"}""", "It is very old.", "It is old.")]
    [InlineData("muldimif/content:keywords", """{"capitalized":true,"period":true}""", "an old man!", "An Old Man.")]
    [InlineData("muldimif/content:start", """{"text":"Perhaps"}""", "It rains.", "Perhaps, it rains.")]
    [InlineData("muldimif/content:punctuation", """{"marks":["."]}""", "It rains!", "It rains.")]
    [InlineData("muldimif/content:punctuation", """{"marks":["!"],"part":"line"}""", "It rains.\nIt pours", "It rains!\nIt pours!")]
    [InlineData("muldimif/content:punctuation", """{"marks":["~"],"part":"sentence"}""", "It rains. It pours.", "It rains~ It pours~")]
    [InlineData("muldimif/content:quotes", """{"forbidden":true}""", "I can't say \"no\", it’s late.", "I cannot say no, its late.")]
    [InlineData("muldimif/content:citations", """{"min":2,"form":"numbered"}""", "One is. Two are!", "One is [1]. Two are [2]!")]
    [InlineData("muldimif/content:citations", """{"forbidden":true}""", "One [1].", "One .")]
    [InlineData("muldimif/format:heading_levels", """{"levels":["1"]}""", "## One\ntwo", "# One\ntwo")]
    [InlineData("muldimif/format:heading_depth", """{"level":2}""", "#### One\ntwo", "## One\ntwo")]
    [InlineData("muldimif/format:heading_title", """{"level":2,"title":"Me"}""", "One.", "## Me\nOne.")]
    [InlineData("muldimif/format:headings", """{"max":1}""", "# One\ntwo\n# Three", "# One\ntwo\nThree")]
    [InlineData("muldimif/format:block_quotes", """{"extent":"every"}""", "One.\n\nTwo.", "> One.\n> Two.")]
    [InlineData("muldimif/format:block_quotes", "{}", "One.\n\nTwo.", "One.\n\n> Two.")]
    [InlineData("muldimif/format:bold", "{}", "An old lighthouse.", "An old **lighthouse**.")]
    [InlineData("muldimif/format:bold", """{"forbidden":true}""", "An **old** man.", "An old man.")]
    [InlineData("muldimif/format:bullets", """{"forbidden":true}""", "See:\n- one\n- two", "See:\none\ntwo")]
    [InlineData("muldimif/format:numbered_lines", """{"min":1}""", "One. Two. Three.", "One.\n1. Two.\nThree.")]
    [InlineData("muldimif/format:table_rows", """{"max":1}""", "| a | b |\n| --- | --- |\n| 1 | 2 |\n| 3 | 4 |", "| a | b |\n| --- | --- |\n| 1 | 2 |")]
    [InlineData("muldimif/format:table_columns", """{"max":1}""", "| a | b |\n| --- | --- |\n| 1 | 2 |", "| a |\n| --- |\n| 1 |")]
    [InlineData("muldimif/format:json_levels", """{"min":2,"max":2}""", "One.", """{"answer": {"text": "One."}}""")]
    [InlineData("muldimif/language:english", """{"case":"upper","part":"table"}""", "Old | man", "OLD | MAN")]
    public void Repair_Answer_IsMendedByRule(string id, string arguments, string answer, string expected) => Repair(id, arguments, answer).Should().Be(expected);

    [Theory]
    [InlineData("word_count", """{"min":20}""", "One two.", @"^One two\. [A-Z][^,]+\.$")]
    [InlineData("contains", """{"texts":["copper","honey"]}""", "One two.", "^One two\\. .*copper.* .*honey")]
    [InlineData("ifeval/keywords:existence", """{"keywords":["copper"]}""", "one two.", "^one two\\. [^A-Z]*copper")]
    [InlineData("ifeval/keywords:frequency", """{"keyword":"copper","frequency":3,"relation":"at least"}""", "One two.", "^One two\\.(.*copper){3}")]
    [InlineData("ifeval/keywords:letter_frequency", """{"letter":"e","let_frequency":9,"let_relation":"at least"}""", "ONE TWO.", "^ONE TWO\\. [^a-z]+$")]
    [InlineData("ifeval/length_constraints:number_sentences", """{"num_sentences":3,"relation":"at least"}""", "One.\n\nTwo and", @"^One\.\n\nTwo and\. [^.]+\.$")]
    [InlineData("ifeval/detectable_content:number_placeholders", """{"num_placeholders":2}""", "One.", @"^One\. .*\[.+\].*\[.+\].*\.$")]
    [InlineData("ifeval/detectable_content:postscript", """{"postscript_marker":"P.S."}""", "One.", @"^One\.\n\nP\.S\. [A-Z].*\.$")]
    [InlineData("ifeval/detectable_format:title", "{}", "One.", @"^<<[A-Z].*>>\n\nOne\.$")]
    [InlineData("ifeval/combination:two_responses", "{}", "One. Two.", @"^One\. Two\.\n\*{6}\n[A-Z].*: One\.$")]
    [InlineData("muldimif/content:topic_keyword", """{"topics":["river"],"keyword":"bank"}""", "A river.", "^A river\\. .*bank")]
    [InlineData("muldimif/content:punctuation", """{"marks":["?"]}""", "One.", @"^One\. [A-Z].*\?$")]
    [InlineData("muldimif/content:emojis", "{}", "One is. Two!", @"^One is \S+\. Two \S+!$")]
    [InlineData("muldimif/content:quotes", """{"min":4}""", "An old lighthouse.", "^An old \"lighthouse\"\\. .*\"[A-Za-z]+\"")]
    [InlineData("muldimif/content:citations", """{"min":1,"form":"author_year"}""", "One is.", @"^One is \([A-Z][a-z]+, \d{4}\)\.$")]
    [InlineData("muldimif/content:sources", "{}", "One.", @"^One\.\n\nSources: [a-z ]+$")]
    [InlineData("muldimif/format:first_heading", """{"level":3}""", "One.", @"^### [A-Z].*\nOne\.$")]
    [InlineData("muldimif/format:table_columns", """{"min":3}""", "One.", @"^One\.\n\n(\|[^|]+\|[^|]+\|[^|]+\|\n?){3}$")]
    [InlineData("muldimif/format:table_headers", """{"headers":["Price"]}""", "One.", @"^One\.\n\n\| Price \|")]
    public void Repair_WhatIsMissing_IsAddedToTheAnswer(string id, string arguments, string answer, string pattern) => Repair(id, arguments, answer).Should().MatchRegex(pattern.Replace("$", @"\z"));

    [Theory]
    [InlineData("word_count", """{"min":2000000000}""", "One.")]
    [InlineData("contains", """{"texts":["a"]}""", "   ")]
    [InlineData("word_count", """{"min":"{{$n}}"}""", "One.")]
    [InlineData("letter_case", """{"case":"upper"}""", "12 34")]
    [InlineData("ifeval/keywords:existence", """{"keywords":["a.+b"]}""", "One.")]
    [InlineData("muldimif/content:emojis", """{"min":1000000}""", "One.")]
    public void Repair_WhatCannotBeMended_IsNothing(string id, string arguments, string answer) => Repair(id, arguments, answer).Should().BeNull();

    [Theory]
    [InlineData("regex")]
    [InlineData("language_script")]
    [InlineData("ifeval/language:response_language")]
    [InlineData("muldimif/language:chinese")]
    [InlineData("muldimif/format:xml_attributes")]
    public void Repair_ChecksThatNoRuleSatisfies_OfferNone(string id)
    {
        CheckRegistry.Default.TryGet(id, out ICheck? check);

        check!.Repair.Should().BeNull();
    }

    private static string? Repair(string id, string arguments, string answer)
    {
        CheckRegistry.Default.TryGet(id, out ICheck? check);
        var read = Arguments.Of(arguments);
        check!.Validate(read).Should().BeEmpty();
        return check.Repair!.Repair(answer, read, new RepairContext(1));
    }
}
