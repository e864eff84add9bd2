using Hindsight.Grading;

namespace Hindsight.Checks.Tests.IfEval;

public sealed class IfEvalCheckTests
{
    private static ICheck Find(string instruction)
    {
        CheckRegistry.Default.TryGet($"ifeval/{instruction}", out ICheck? check).Should().BeTrue();
        return check!;
    }

    private static CheckOutcome Evaluate(string instruction, string arguments, string answer)
    {
        ICheck check = Find(instruction);
        check.Validate(Arguments.Of(arguments)).Should().BeEmpty();
        return check.Evaluate(answer, Arguments.Of(arguments));
    }

    [Fact]
    public void Registry_Family_HasTheTwentyFiveInstructions() =>
        CheckRegistry.Default.Checks.Count(c => c.Id.StartsWith("ifeval/", StringComparison.Ordinal)).Should().Be(25);

    [Theory]
    [InlineData("keywords:existence", """{"keywords":["red","Blue"]}""", "A REDDISH sky", VerdictKind.Unmet, 0.5)]
    [InlineData("keywords:existence", """{"keywords":["colou?r"]}""", "the color", VerdictKind.Met, 1.0)]
    [InlineData("keywords:existence", """{"keywords":["İ"]}""", "I", VerdictKind.Met, 1.0)]
    [InlineData("keywords:existence", """{"keywords":["ſ"]}""", "Section", VerdictKind.Met, 1.0)]
    [InlineData("keywords:existence", """{"keywords":["ſe[ck]tion","m[iu]cro\u00B5.?", "ς."]}""", "A SECTION, microΜ, ΣΑ", VerdictKind.Met, 1.0)]
    [InlineData("keywords:frequency", """{"keyword":"ß","frequency":1,"relation":"less than"}""", "ẞ", VerdictKind.Unmet, 0.0)]
    [InlineData("keywords:forbidden_words", """{"forbidden_words":["kiſs"]}""", "\u212AISS", VerdictKind.Unmet, 0.0)]
    [InlineData("keywords:existence", """{"keywords":["C++"]}""", "I like c", VerdictKind.Met, 1.0)]
    [InlineData("keywords:existence", """{"keywords":["a?+a"]}""", "a", VerdictKind.Unmet, 0.0)]
    [InlineData("keywords:existence", """{"keywords":["(?:a|b){1,2}+b"]}""", "ab", VerdictKind.Unmet, 0.0)]
    [InlineData("keywords:existence", """{"keywords":["(x(ab)*+)c","[]+a]++","\\u0041++B"]}""", "xababc] ab", VerdictKind.Met, 1.0)]
    [InlineData("keywords:forbidden_words", """{"forbidden_words":["C++"]}""", "a ccc", VerdictKind.Unmet, 0.0)]
    [InlineData("keywords:frequency", """{"keyword":" aa ","frequency":2,"relation":"at least"}""", "aaa Aa", VerdictKind.Met, 1.0)]
    [InlineData("keywords:frequency", """{"keyword":"a","frequency":2,"relation":"less than"}""", "a a a", VerdictKind.Unmet, 1.0 / 3)]
    [InlineData("keywords:forbidden_words", """{"forbidden_words":["an","sky"]}""", "banana, Sky!", VerdictKind.Unmet, 0.5)]
    [InlineData("keywords:forbidden_words", """{"forbidden_words":["s[ae]ng","sin"]}""", "They sang using", VerdictKind.Unmet, 0.5)]
    [InlineData("keywords:letter_frequency", """{"letter":"B","let_frequency":3,"let_relation":"at least"}""", "bBx", VerdictKind.Unmet, 2.0 / 3)]
    [InlineData("keywords:letter_frequency", """{"letter":"#","let_frequency":2,"let_relation":"less than"}""", "# one", VerdictKind.Met, 1.0)]
    [InlineData("language:response_language", """{"language":"de"}""", "Das Wetter ist heute schön, und wir gehen spazieren.", VerdictKind.Met, 1.0)]
    [InlineData("language:response_language", """{"language":"de"}""", "The weather is fine today and we go for a walk.", VerdictKind.Unmet, null)]
    [InlineData("language:response_language", """{"language":"de"}""", "1234 !", VerdictKind.Met, 1.0)]
    [InlineData("length_constraints:number_sentences", """{"num_sentences":3,"relation":"less than"}""", "Dr. Lee came. We left at 3 p.m. yesterday", VerdictKind.Met, 1.0)]
    [InlineData("length_constraints:number_words", """{"num_words":4,"relation":"at least"}""", "well-known one", VerdictKind.Unmet, 0.75)]
    [InlineData("length_constraints:number_paragraphs", """{"num_paragraphs":2}""", "*** one\n*** two ***", VerdictKind.Met, 1.0)]
    [InlineData("length_constraints:number_paragraphs", """{"num_paragraphs":2}""", "one *** *** two", VerdictKind.Unmet, null)]
    [InlineData("length_constraints:nth_paragraph_first_word", """{"num_paragraphs":2,"nth_paragraph":2,"first_word":"Two"}""", "one\n\n'\"TWO, three", VerdictKind.Met, 1.0)]
    [InlineData("length_constraints:nth_paragraph_first_word", """{"num_paragraphs":3,"nth_paragraph":2,"first_word":"two"}""", "one\n\ntwo", VerdictKind.Unmet, 0.5)]
    [InlineData("detectable_content:number_placeholders", """{"num_placeholders":3}""", "[a] [b\n] []", VerdictKind.Unmet, 2.0 / 3)]
    [InlineData("detectable_content:postscript", """{"postscript_marker":"P.P.S"}""", "bye\np. p.s done", VerdictKind.Met, 1.0)]
    [InlineData("detectable_content:postscript", """{"postscript_marker":"Note:"}""", "bye", VerdictKind.Unmet, null)]
    [InlineData("detectable_content:postscript", """{"postscript_marker":"PS"}""", "pſ bye", VerdictKind.Unmet, null)]
    [InlineData("detectable_format:multiple_sections", """{"section_spliter":"C++","num_sections":1}""", "CC 1", VerdictKind.Met, 1.0)]
    [InlineData("detectable_format:number_bullet_lists", """{"num_bullets":3}""", "* a\n\n - b\n** no\n*\nc", VerdictKind.Met, 1.0)]
    [InlineData("detectable_format:number_bullet_lists", """{"num_bullets":2}""", "*\n* swallowed\n- b", VerdictKind.Met, 1.0)]
    [InlineData("detectable_format:constrained_response", "{}", "Well: My answer is maybe.", VerdictKind.Met, 1.0)]
    [InlineData("detectable_format:constrained_response", "{}", "my answer is yes.", VerdictKind.Unmet, null)]
    [InlineData("detectable_format:number_highlighted_sections", """{"num_highlights":2}""", "*a* **b** ** **", VerdictKind.Met, 1.0)]
    [InlineData("detectable_format:number_highlighted_sections", """{"num_highlights":2}""", "*a\nb\n*c*", VerdictKind.Unmet, 0.5)]
    [InlineData("detectable_format:multiple_sections", """{"section_spliter":"Day","num_sections":2}""", "Day 1 x Day\n2 Day  3", VerdictKind.Met, 1.0)]
    [InlineData("detectable_format:multiple_sections", """{"section_spliter":"Day","num_sections":2}""", "day 1 Day 2", VerdictKind.Unmet, 0.5)]
    [InlineData("detectable_format:json_format", "{}", "```json\n{\"a\": [1, NaN, \"\\u00e9\"]}\n```", VerdictKind.Met, 1.0)]
    [InlineData("detectable_format:json_format", "{}", "{\"a\": 01}", VerdictKind.Unmet, null)]
    [InlineData("detectable_format:title", "{}", "x <<a>> y", VerdictKind.Met, 1.0)]
    [InlineData("detectable_format:title", "{}", "<<>>\n<< >>\n<<a\n>>", VerdictKind.Unmet, null)]
    [InlineData("combination:repeat_prompt", """{"prompt_to_repeat":"Say Hi"}""", " say hi\nHi", VerdictKind.Met, 1.0)]
    [InlineData("combination:repeat_prompt", """{"prompt_to_repeat":"Say Hi"}""", "say ho", VerdictKind.Unmet, 5.0 / 6)]
    [InlineData("combination:two_responses", "{}", "a\n******\nb", VerdictKind.Met, 1.0)]
    [InlineData("combination:two_responses", "{}", "a ****** a", VerdictKind.Unmet, null)]
    [InlineData("change_case:capital_word_frequency", """{"capital_frequency":3,"capital_relation":"less than"}""", "NASA's HQ, U.S. office", VerdictKind.Unmet, 2.0 / 3)]
    [InlineData("change_case:english_capital", "{}", "THE WEATHER IS FINE AND WE GO FOR A WALK IN THE PARK.", VerdictKind.Met, 1.0)]
    [InlineData("change_case:english_lowercase", "{}", "the weather is fine. We go", VerdictKind.Unmet, 19.0 / 20)]
    [InlineData("change_case:english_lowercase", "{}", "das wetter ist heute schön, und wir gehen spazieren.", VerdictKind.Unmet, null)]
    [InlineData("punctuation:no_comma", "{}", "a، b", VerdictKind.Met, 1.0)]
    [InlineData("startend:end_checker", """{"end_phrase":"The End."}""", "so: \"the end.\"", VerdictKind.Met, 1.0)]
    [InlineData("startend:quotation", "{}", " \"a\" ", VerdictKind.Met, 1.0)]
    [InlineData("startend:quotation", "{}", "\"", VerdictKind.Unmet, 0.0)]
    public void Evaluate_KnownAnswer_KnownVerdict(string instruction, string arguments, string answer, VerdictKind kind, double? degree)
    {
        CheckOutcome outcome = Evaluate(instruction, arguments, answer);

        outcome.Kind.Should().Be(kind, outcome.Reason);
        if (degree is { } expected)
            outcome.Degree.Should().BeApproximately(expected, 1e-12, outcome.Reason);
        else
            outcome.Degree.Should().BeNull();
    }

    [Theory]
    [InlineData("punctuation:no_comma", "{}", "Sure, here it is:\nno comma\nBye, now", "Read without its first and its last line: There is no comma.")]
    [InlineData("startend:quotation", "{}", "*\"a\"*", "Read without asterisks: It begins with \"\"\" and ends with \"\"\".")]
    [InlineData("startend:end_checker", """{"end_phrase":"bye"}""", "so *bye*\nok", "Read without its last line, and without asterisks: It ends with \"bye\".")]
    public void Evaluate_Loose_AcceptsWhatAReadingMeets(string instruction, string arguments, string answer, string reason)
    {
        Evaluate(instruction, arguments, answer).Kind.Should().Be(VerdictKind.Unmet);
        string loose = arguments == "{}" ? """{"loose":true}""" : arguments.Replace("{", """{"loose":true,""", StringComparison.Ordinal);

        Evaluate(instruction, loose, answer).Should().Be(new CheckOutcome(VerdictKind.Met, reason, 1));
    }

    [Theory]
    [InlineData("punctuation:no_comma", """{"loose":true}""")]
    [InlineData("length_constraints:number_words", """{"num_words":3,"relation":"less than","loose":true}""")]
    public void Evaluate_BlankAnswer_FollowsNothing(string instruction, string arguments) =>
        Evaluate(instruction, arguments, " \n\u001f ").Should().Be(new CheckOutcome(VerdictKind.Unmet, "The answer is empty.", 0));

    [Fact]
    public void Evaluate_LooseReadingsThatAllFail_KeepTheBestDegree() =>
        Evaluate("length_constraints:number_words", """{"num_words":4,"relation":"less than","loose":true}""", "one two\nthree four\nfive six")
            .Should().Be(new CheckOutcome(VerdictKind.Met, "Read without its first and its last line: Found 2 words; expected less than 4.", 1));

    [Fact]
    public void Evaluate_KeywordThatIsACatastrophicExpression_IsUnknownWithItsCause()
    {
        CheckOutcome outcome = Evaluate("keywords:existence", """{"keywords":["^(a|aa)+\\1$"]}""", new string('a', 5000) + "b");

        outcome.Kind.Should().Be(VerdictKind.Unknown);
        outcome.Reason.Should().Contain("did not come to an end in 1 s");
    }

    [Theory]
    [InlineData("length_constraints:number_words", """{"num_words":-1}""", "'num_words': found -1, expected a whole number from 0 to 2147483647.", "'relation' is missing: expected one of less than, at least.")]
    [InlineData("length_constraints:nth_paragraph_first_word", """{"num_paragraphs":2,"nth_paragraph":3,"first_word":"a"}""", "'nth_paragraph' is 3 and 'num_paragraphs' is 2; expected nth_paragraph to be at most num_paragraphs.")]
    [InlineData("keywords:letter_frequency", """{"letter":"ab","let_frequency":1,"let_relation":"at least"}""", "'letter': found \"ab\", expected one character.")]
    [InlineData("keywords:existence", """{"keywords":["C+++"]}""", """'keywords': found "C+++", expected a regular expression: Invalid pattern 'C+++' at offset 3. Nested quantifier '+'. It is used as a regular expression, in which a sign that stands for itself has a \ before it.""")]
    [InlineData("detectable_format:multiple_sections", """{"section_spliter":" ","num_sections":1}""", "'section_spliter': found a text of white space alone, which does not count; expected something else.")]
    public void Validate_Fault_NamesParameterFoundAndExpected(string instruction, string arguments, params string[] faults) =>
        Find(instruction).Validate(Arguments.Of(arguments)).Should().Equal(faults);

    [Theory]
    [InlineData("language:response_language", """{"language":"hi"}""", "Write the whole answer in Hindi and in no other language.")]
    [InlineData("length_constraints:number_words", """{"num_words":"{{$n}}","relation":"at least"}""", "Write at least {{$n}} words.")]
    [InlineData("keywords:frequency", """{"keyword":"sun","frequency":2,"relation":"less than"}""", "Use the word \"sun\" less than 2 times.")]
    public void Describe_Arguments_AsASentenceToTheModel(string instruction, string arguments, string sentence) =>
        Find(instruction).Describe(Arguments.Of(arguments)).Should().Be(sentence);
}
