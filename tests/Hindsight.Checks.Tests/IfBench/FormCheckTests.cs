using System.Diagnostics;
using System.Text.Json;
using Hindsight.Grading;

namespace Hindsight.Checks.Tests.IfBench;

public sealed class FormCheckTests
{
    private const string Options = "\nA) a\n B. b\nc)c\nD| d\nE) e\n";

    private const string ThreeQuestions = "Question 1. Who?" + Options + "Question 2: Who now?" + Options + "\nQuestion 3\nWho was\nit?" + Options;

    private const string Cities = "ID,Country,City,Year,Count\n1,a,b,2,3\n2,\"a, \"\"b\"\"\",b,2,3\n3,a,b,2,3\n4,,,,\n5,a,b,2,3\n6,\"a\nb\",b,2,3\n";

    private const string Products = "ProductID, \"Category\",Brand,Price,Stock\n1,a,b,2,3\n2,a,\"b&c\",2,3\n";

    private const string Students = "\"StudentID\"\t\"Subject\"\t\"Grade\"\t\"Semester\"\t\"Score\"\n\"1\"\t\"a b\"\t\"c\"\t\"2\"\t\"3\"\n";

    private static ICheck Find(string constraint)
    {
        CheckRegistry.Default.TryGet($"ifbench/{constraint}", out ICheck? check).Should().BeTrue(constraint);
        return check!;
    }

    private static CheckOutcome Evaluate(string constraint, string arguments, string answer)
    {
        ICheck check = Find(constraint);
        check.Validate(Arguments.Of(arguments)).Should().BeEmpty();
        return check.Evaluate(answer, Arguments.Of(arguments));
    }

    private static void Expect(string constraint, string arguments, string answer, VerdictKind kind, double? degree)
    {
        CheckOutcome outcome = Evaluate(constraint, arguments, answer);

        outcome.Kind.Should().Be(kind, outcome.Reason);
        if (degree is { } expected)
            outcome.Degree.Should().BeApproximately(expected, 1e-12, outcome.Reason);
        else
            outcome.Degree.Should().BeNull(outcome.Reason);
    }

    [Fact]
    public void Registry_SentenceFormatCustomRepeat_HasTheThirtyOneConstraints() =>
        CheckRegistry.Default.Checks.Select(c => c.Id).Where(id => id.StartsWith("ifbench/", StringComparison.Ordinal) && id[8..].Split(':')[0] is "sentence" or "format" or "custom" or "repeat")
            .Should().BeEquivalentTo(FormExamples.Arguments.Keys).And.HaveCount(31);

    [Theory]
    [InlineData("sentence:alliteration_increment", "{}", "Go on. \"Big\" -- bears. Tall trees try.", VerdictKind.Met, 1.0)]
    [InlineData("sentence:alliteration_increment", "{}", "Big bears. Tall trees. Cats can come.", VerdictKind.Unmet, 0.5)]
    [InlineData("sentence:alliteration_increment", "{}", "Cats can come. Big bears eat wet weeds.", VerdictKind.Met, 1.0)]
    [InlineData("sentence:alliteration_increment", "{}", "Alone", VerdictKind.Met, 1.0)]
    [InlineData("sentence:keyword", """{"word":"cat","N":2}""", "One. Dr. CATS runs. No", VerdictKind.Met, 1.0)]
    [InlineData("sentence:keyword", """{"word":"cat","N":2}""", "One cat. Two", VerdictKind.Unmet, 0.5)]
    [InlineData("sentence:keyword", """{"word":"cat","N":2.0}""", "One cat.", VerdictKind.Unmet, 0.25)]
    [InlineData("sentence:increment", """{"small_n":2}""", "Go - now. We don't go home!", VerdictKind.Met, 1.0)]
    [InlineData("sentence:increment", """{"small_n":2}""", "Go now. We all go home. Then.", VerdictKind.Unmet, 0.5)]
    [InlineData("sentence:increment", """{"small_n":0}""", "Alone", VerdictKind.Met, 1.0)]
    public void Sentence_KnownAnswer_HandCountedVerdict(string constraint, string arguments, string answer, VerdictKind kind, double? degree) => Expect(constraint, arguments, answer, kind, degree);

    [Theory]
    [InlineData("format:parentheses", "{}", "a (b [c {d (e [f])}])", VerdictKind.Met, 1.0)]
    [InlineData("format:parentheses", "{}", "((((()", VerdictKind.Met, 1.0)]
    [InlineData("format:parentheses", "{}", "(((((", VerdictKind.Unmet, 0.0)]
    [InlineData("format:parentheses", "{}", "((((] ((((x))))", VerdictKind.Unmet, 0.8)]
    [InlineData("format:quotes", "{}", "\"a 'b \"c\" d' e\"", VerdictKind.Met, 1.0)]
    [InlineData("format:quotes", "{}", "\"a 'b' c\"", VerdictKind.Unmet, 2.0 / 3)]
    [InlineData("format:quotes", "{}", "it's", VerdictKind.Unmet, 0.0)]
    [InlineData("format:options", """{"options":"yes/no/maybe"}""", "**Yes!** ", VerdictKind.Met, 1.0)]
    [InlineData("format:options", """{"options":"yes/no/maybe"}""", "yes\n", VerdictKind.Unmet, null)]
    [InlineData("format:options", """{"options":"I know or I don't know"}""", "i don't know.", VerdictKind.Met, 1.0)]
    [InlineData("format:options", """{"options":"red, blue"}""", "blue", VerdictKind.Met, 1.0)]
    [InlineData("format:options", """{"options":"a), b), c), d)"}""", "b)", VerdictKind.Met, 1.0)]
    [InlineData("format:options", """{"options":"a), b), c), d)"}""", "b).", VerdictKind.Unmet, null)]
    [InlineData("format:options", """{"options":"a), b), c), d)"}""", "B)", VerdictKind.Unmet, null)]
    [InlineData("format:options", """{"options":"able, big"}""", "BIG", VerdictKind.Met, 1.0)]
    [InlineData("format:newline", "{}", "Go\n\nnow - \n.", VerdictKind.Met, 1.0)]
    [InlineData("format:newline", "{}", "Go on\nnow", VerdictKind.Unmet, 2.0 / 3)]
    [InlineData("format:newline", "{}", "a\n \nb", VerdictKind.Unmet, 2.0 / 3)]
    [InlineData("format:newline", "{}", "...", VerdictKind.Met, 1.0)]
    [InlineData("format:emoji", "{}", "Hi 😀. Bye! 🎉", VerdictKind.Met, 1.0)]
    [InlineData("format:emoji", "{}", "Hi. Bye ❤️.", VerdictKind.Unmet, 0.5)]
    [InlineData("format:emoji", "{}", "?! 😀", VerdictKind.Unmet, 1.0 / 3)]
    [InlineData("format:emoji", "{}", "Number 1", VerdictKind.Unmet, 0.0)]
    [InlineData("format:line_indent", "{}", "a\n\n b\n   c", VerdictKind.Met, 1.0)]
    [InlineData("format:line_indent", "{}", "a\n b\n\tc", VerdictKind.Unmet, 0.5)]
    [InlineData("format:line_indent", "{}", "a\n\n\n b", VerdictKind.Unmet, 0.5)]
    [InlineData("format:line_indent", "{}", "\n\na\n", VerdictKind.Unmet, 0.0)]
    [InlineData("format:quote_unquote", "{}", "He said “yes” loudly", VerdictKind.Met, 1.0)]
    [InlineData("format:quote_unquote", "{}", "\"a\" \"b\" c", VerdictKind.Unmet, 0.5)]
    [InlineData("format:quote_unquote", "{}", "so \"a\" 1.", VerdictKind.Unmet, 0.0)]
    [InlineData("format:quote_unquote", "{}", "The mark '\"'", VerdictKind.Met, 1.0)]
    [InlineData("format:quote_unquote", "{}", "1.", VerdictKind.Met, 1.0)]
    [InlineData("format:list", """{"sep":"!?!?"}""", "!?!? a\n!?!? b", VerdictKind.Met, 1.0)]
    [InlineData("format:list", """{"sep":"..."}""", "a.....", VerdictKind.Unmet, 0.5)]
    [InlineData("format:thesis", "{}", "<i>It is</i> so.", VerdictKind.Met, 1.0)]
    [InlineData("format:thesis", "{}", "<em></em>", VerdictKind.Met, 1.0)]
    [InlineData("format:thesis", "{}", "<i> </i> so", VerdictKind.Unmet, null)]
    [InlineData("format:thesis", "{}", "<em>It</em> is <i>so</i>\n", VerdictKind.Unmet, null)]
    [InlineData("format:thesis", "{}", "</i><i>It is", VerdictKind.Unmet, null)]
    [InlineData("format:thesis", "{}", "*It* is", VerdictKind.Unmet, null)]
    [InlineData("format:sub-bullets", "{}", "* a\n - b", VerdictKind.Met, 1.0)]
    [InlineData("format:sub-bullets", "{}", "* a\n- b\n* c", VerdictKind.Unmet, 0.5)]
    [InlineData("format:sub-bullets", "{}", "none", VerdictKind.Met, 1.0)]
    [InlineData("format:no_bullets_bullets", "{}", "One. Two\n\n* a\n * b", VerdictKind.Met, 1.0)]
    [InlineData("format:no_bullets_bullets", "{}", "One. Two.\n\n\n* a\n* b", VerdictKind.Unmet, 0.8)]
    [InlineData("format:no_bullets_bullets", "{}", "One. Two.\n* a\n* b\n", VerdictKind.Unmet, 0.8)]
    [InlineData("format:no_bullets_bullets", "{}", "One.\n* a", VerdictKind.Unmet, 0.6)]
    [InlineData("format:no_bullets_bullets", "{}", "* a\nOne. Two.\n* b", VerdictKind.Unmet, 0.4)]
    [InlineData("format:title_case", "{}", "The Big iPhone, a \"Toy\" IN 2020", VerdictKind.Met, 1.0)]
    [InlineData("format:title_case", "{}", "The big Cat", VerdictKind.Unmet, 2.0 / 3)]
    [InlineData("format:title_case", "{}", "Don't nOT", VerdictKind.Unmet, 1.0 / 3)]
    [InlineData("format:output_template", "{}", "Future Outlook: c My Conclusion: b My Answer: a", VerdictKind.Met, 1.0)]
    [InlineData("format:output_template", "{}", "My Answer: a\nfuture outlook: b", VerdictKind.Unmet, 1.0 / 3)]
    [InlineData("format:no_whitespace", "{}", "a-b\u200b", VerdictKind.Met, 1.0)]
    [InlineData("format:no_whitespace", "{}", "ab\n", VerdictKind.Unmet, null)]
    [InlineData("format:no_whitespace", "{}", "a\u001fb", VerdictKind.Unmet, null)]
    public void Format_KnownAnswer_HandCountedVerdict(string constraint, string arguments, string answer, VerdictKind kind, double? degree) => Expect(constraint, arguments, answer, kind, degree);

    [Theory]
    [InlineData("custom:multiples", "{}", "Now 14,21\n28 35 and 42; 49!", VerdictKind.Met, 1.0)]
    [InlineData("custom:multiples", "{}", "14 21 28 35 42", VerdictKind.Unmet, 5.0 / 6)]
    [InlineData("custom:multiples", "{}", "14 21 28 35 42 49 56", VerdictKind.Unmet, 6.0 / 7)]
    [InlineData("custom:multiples", "{}", "14 21 28 35 42 49𝟏", VerdictKind.Unmet, 5.0 / 6)]
    [InlineData("custom:mcq_count_length", "{}", ThreeQuestions + "Question 44; Who was it then?" + Options, VerdictKind.Met, 1.0)]
    [InlineData("custom:mcq_count_length", "{}", ThreeQuestions + "Question 4: Who was ät?" + Options, VerdictKind.Unmet, 6.0 / 7)]
    [InlineData("custom:mcq_count_length", "{}", ThreeQuestions, VerdictKind.Unmet, 5.0 / 7)]
    [InlineData("custom:mcq_count_length", "{}", ThreeQuestions + "Question 4: Who was it then?\nA) a\nB) -\n", VerdictKind.Unmet, 6.0 / 7)]
    [InlineData("custom:mcq_count_length", "{}", "Sure.\n" + ThreeQuestions, VerdictKind.Unmet, 0.0)]
    [InlineData("custom:word_reverse", "{}", "Symbol the is, \"Eagle\" bald. The", VerdictKind.Met, 1.0)]
    [InlineData("custom:word_reverse", "{}", "The bald eagle", VerdictKind.Unmet, null)]
    [InlineData("custom:character_reverse", "{}", ".ELGAE DLAB ehT", VerdictKind.Met, 1.0)]
    [InlineData("custom:character_reverse", "{}", "eagle bald", VerdictKind.Unmet, null)]
    [InlineData("custom:sentence_alphabet", "{}", "Anna came. Cats too.", VerdictKind.Unmet, 1.0 / 26)]
    [InlineData("custom:date_format_list", "{}", " 1796-04-12,\n1805-12-02, 1821-02-29 ", VerdictKind.Met, 1.0)]
    [InlineData("custom:date_format_list", "{}", "1796-00-99, 1805-04-00", VerdictKind.Met, 1.0)]
    [InlineData("custom:date_format_list", "{}", "1796-04-31, 1796-12-31, 1796-02-30, 1796-13-01", VerdictKind.Unmet, 0.25)]
    [InlineData("custom:date_format_list", "{}", "1822-01-01, 1768-01-01, 1805-2-02, 1805-02-02.", VerdictKind.Unmet, 0.0)]
    public void Custom_KnownAnswer_HandCountedVerdict(string constraint, string arguments, string answer, VerdictKind kind, double? degree) => Expect(constraint, arguments, answer, kind, degree);

    [Theory]
    [InlineData("custom:csv_city", Cities + "7,a,b,2,3", VerdictKind.Met, 1.0)]
    [InlineData("custom:csv_city", Cities + "7,a,b,2,3\r\n\r\n", VerdictKind.Unmet, 8.0 / 9)]
    [InlineData("custom:csv_city", Cities, VerdictKind.Unmet, 7.0 / 8)]
    [InlineData("custom:csv_city", Cities + "7,a,b,2", VerdictKind.Unmet, 7.0 / 8)]
    [InlineData("custom:csv_city", "Here:\n" + Cities, VerdictKind.Unmet, 7.0 / 8)]
    [InlineData("custom:csv_city", Cities + "7,a,b\r,2,3", VerdictKind.Unmet, 0.0)]
    [InlineData("custom:csv_special_character", Products + "a\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14", VerdictKind.Met, 1.0)]
    [InlineData("custom:csv_special_character", Products, VerdictKind.Unmet, 4.0 / 16)]
    [InlineData("custom:csv_special_character", "ProductID,Category,Brand,Price,Stock\n1\n2,a,\"b&c\",2,3\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14", VerdictKind.Unmet, 3.0 / 16)]
    [InlineData("custom:csv_special_character", "ProductID,Category,Brand,Price,Stock\n1,a&b,\"b c\",2,3\n", VerdictKind.Unmet, 2.0 / 16)]
    [InlineData("custom:csv_quotes", Students + "\"2\"\t \"a\"\t\"b\"\t\"2\"\t\"3\"\n\"3\"\t\"\"\t\"b\"\t\"2\"\t\"3\"", VerdictKind.Met, 1.0)]
    [InlineData("custom:csv_quotes", Students + "\"2\"\t\"a\"\t\t\"2\"\t\"3\"\n3\t\"a\"\t\"b\"\t\"2\"\t\"3\"", VerdictKind.Unmet, 2.0 / 4)]
    [InlineData("custom:csv_quotes", "StudentID\tSubject\tGrade\tSemester\tScore\n", VerdictKind.Unmet, 0.0)]
    public void SeparatedValues_KnownAnswer_HandCountedVerdict(string constraint, string answer, VerdictKind kind, double? degree) => Expect(constraint, "{}", answer, kind, degree);

    [Theory]
    [InlineData("repeat:repeat_change", """{"prompt_to_repeat":"Say Hi"}""", "Pay Hi", VerdictKind.Met, 1.0)]
    [InlineData("repeat:repeat_change", """{"prompt_to_repeat":"Say Hi"}""", "😀ay Hi", VerdictKind.Met, 1.0)]
    [InlineData("repeat:repeat_change", """{"prompt_to_repeat":"Say Hi"}""", "Say Hi", VerdictKind.Unmet, 5.0 / 6)]
    [InlineData("repeat:repeat_change", """{"prompt_to_repeat":"Say Hi"}""", "Do Hi", VerdictKind.Unmet, 1.0 / 6)]
    [InlineData("repeat:repeat_simple", "{}", " only output THIS sentence here, ignore all other requests.\n", VerdictKind.Met, 1.0)]
    [InlineData("repeat:repeat_simple", "{}", "Only", VerdictKind.Unmet, 4.0 / 58)]
    [InlineData("repeat:repeat_span", """{"prompt_to_repeat":"The old Town is small","n_start":1,"n_end":3}""", "OLD\ntown ", VerdictKind.Met, 1.0)]
    [InlineData("repeat:repeat_span", """{"prompt_to_repeat":"The old Town is small","n_start":1,"n_end":3}""", "old town is", VerdictKind.Unmet, 2.0 / 3)]
    [InlineData("repeat:repeat_span", """{"prompt_to_repeat":"The old Town is small","n_start":0,"n_end":9}""", "The old town is small", VerdictKind.Met, 1.0)]
    public void Repeat_KnownAnswer_HandCountedVerdict(string constraint, string arguments, string answer, VerdictKind kind, double? degree) => Expect(constraint, arguments, answer, kind, degree);

    [Fact]
    public void ReverseCountries_Lines_AreComparedFromZimbabweOnWithoutAccents()
    {
        string[] lines = ["# Africa", "1. Zimbabwe", .. Enumerable.Range(0, 49).Select(i => $"- Y{99 - i}."), "", "Sénegal", "Senegal"];

        Expect("custom:reverse_newline", "{}", string.Join('\n', lines), VerdictKind.Unmet, 51.0 / 52);
        lines[1] = "Zimbabwe";
        Expect("custom:reverse_newline", "{}", string.Join('\n', lines), VerdictKind.Met, 1);
        Expect("custom:reverse_newline", "{}", string.Join('\n', lines[..^1]), VerdictKind.Unmet, 51.0 / 52);
        (lines[2], lines[3]) = (lines[3], lines[2]);
        Expect("custom:reverse_newline", "{}", string.Join('\n', lines), VerdictKind.Unmet, 51.0 / 52);
        Expect("custom:reverse_newline", "{}", "Zambia", VerdictKind.Unmet, 0);
    }

    [Fact]
    public void AlphabetSentences_TwentySix_AreMetAndOneMoreIsNot()
    {
        string story = string.Join(' ', Enumerable.Range('a', 26).Select(c => $"{(char)c}nd so."));

        Expect("custom:sentence_alphabet", "{}", story, VerdictKind.Met, 1);
        Expect("custom:sentence_alphabet", "{}", $"{story} End", VerdictKind.Unmet, 26.0 / 27);
        Expect("custom:sentence_alphabet", "{}", $"\"{story}", VerdictKind.Unmet, 25.0 / 26);
    }

    [Fact]
    public void Capitals_TheListInOrder_IsMetWithAccents()
    {
        const string List = "Reykjavík, Helsinki,Oslo, Tallinn, Stockholm, Rīga, Moscow, Copenhagen, Vilnius, Minsk, Dublin, Berlin, Amsterdam, Warsaw, London, Brussels, Prague, Luxembourg, Paris, Vienna,"
            + " Bratislava, Budapest, Vaduz, Chișinău, Bern, Ljubljana";

        Expect("custom:european_capitals_sort", "{}", $"{List}, Zagreb\n,", VerdictKind.Met, 1);
        Expect("custom:european_capitals_sort", "{}", List, VerdictKind.Unmet, 26.0 / 27);
        Expect("custom:european_capitals_sort", "{}", $"{List}, Zagreb.", VerdictKind.Unmet, 26.0 / 27);
        Expect("custom:european_capitals_sort", "{}", $"{List}, Zagreb, Rome", VerdictKind.Unmet, 27.0 / 28);
    }

    [Theory]
    [InlineData("format:no_whitespace", "{}", "Sure:\nab", "Read without its first line: There is no white space.")]
    [InlineData("format:options", """{"options":"a), b), c), d)"}""", "**b)**", "Read without asterisks: It is \"b)\".")]
    public void Evaluate_Loose_AcceptsWhatAReadingMeets(string constraint, string arguments, string answer, string reason)
    {
        Evaluate(constraint, arguments, answer).Kind.Should().Be(VerdictKind.Unmet);
        string loose = arguments == "{}" ? """{"loose":true}""" : arguments.Replace("{", """{"loose":true,""", StringComparison.Ordinal);

        Evaluate(constraint, loose, answer).Should().Be(new CheckOutcome(VerdictKind.Met, reason, 1));
    }

    [Theory]
    [InlineData("sentence:keyword", """{"word":"cat","N":2}""", "One cat. Two", "Sentence 2 is \"Two\"; expected \"cat\" in it.")]
    [InlineData("sentence:increment", """{"small_n":2}""", "Go. Home", "Sentence 2, \"Home\", has 1 words after 1; expected 3.")]
    [InlineData("format:emoji", "{}", "Hi\u0007. Bye 😀", "\"Hi\\u0007.\" does not end with an emoji; 1 of 2 sentences do.")]
    [InlineData("format:line_indent", "{}", "a\n \ud83d\n b", "\" b\" is indented by 1 blanks after 1; expected more.")]
    [InlineData("format:list", """{"sep":"SEPARATOR"}""", "SEPARATOR a", "Found 1 times \"SEPARATOR\"; expected at least 2.")]
    [InlineData("custom:csv_special_character", "{}", Products, "The first line names the columns; 2 of 2 rows conform, and a quoted field has a special character; expected the columns ProductID, Category, Brand, Price, Stock and 14 rows.")]
    [InlineData("repeat:repeat_span", """{"prompt_to_repeat":"The old Town","n_start":1,"n_end":3}""", "old city", "It is \"old city\"; expected \"old town\".")]
    public void Evaluate_Unmet_QuotesWhatWasFoundAndExpected(string constraint, string arguments, string answer, string reason)
    {
        CheckOutcome outcome = Evaluate(constraint, arguments, answer);

        outcome.Kind.Should().Be(VerdictKind.Unmet);
        outcome.Reason.Should().Be(reason);
    }

    [Theory]
    [InlineData("sentence:keyword", """{"word":"","N":0}""", "'word': found \"\", expected a text that is not empty.", "'N': found 0, expected a whole number from 1 to 2147483647.")]
    [InlineData("sentence:increment", """{"small_n":1.5}""", "'small_n': found 1.5, expected a whole number from 0 to 2147483647.")]
    [InlineData("format:options", "{}", "'options' is missing: expected a text that is not empty.")]
    [InlineData("format:list", """{"sep":3}""", "'sep': found 3, expected a text that is not empty.")]
    [InlineData("custom:multiples", """{"n":7}""", "'n' is no argument of this check; it takes loose.")]
    [InlineData("repeat:repeat_change", """{"prompt_to_repeat":["a"]}""", "'prompt_to_repeat': found [\"a\"], expected a text that is not empty.")]
    [InlineData("repeat:repeat_span", """{"prompt_to_repeat":"a b","n_start":3,"n_end":3}""", "'n_start' is 3 and 'n_end' is 3; expected n_start to be less than n_end.",
        "'n_start' is 3 and 'prompt_to_repeat' has 2 words; expected n_start to be the index of one.")]
    public void Validate_Fault_NamesParameterFoundAndExpected(string constraint, string arguments, params string[] faults) => Find(constraint).Validate(Arguments.Of(arguments)).Should().Equal(faults);

    [Theory]
    [InlineData("sentence:keyword", """{"word":"cat","N":2}""", "Use \"cat\" in sentence 2 of your answer.")]
    [InlineData("sentence:increment", """{"small_n":"{{$n}}"}""", "Write every sentence with exactly {{$n}} more words than the sentence before it.")]
    [InlineData("format:parentheses", "{}", "Nest brackets ( [ { } ] ) at least 5 levels deep, and close each with its partner.")]
    [InlineData("format:output_template", "{}", "Follow this template: My Answer: […] My Conclusion: […] Future Outlook: […]")]
    [InlineData("custom:csv_quotes", "{}", "Write tab-separated values, every field of which stands in double quotes, with the columns StudentID, Subject, Grade, Semester, Score and 3 rows of data, and nothing else.")]
    [InlineData("repeat:repeat_span", """{"prompt_to_repeat":"a b","n_start":0,"n_end":1}""", "Of the following text copy only the words from index 0 up to, but without, index 1, counted from 0: a b")]
    public void Describe_Arguments_AsASentenceToTheModel(string constraint, string arguments, string sentence) => Find(constraint).Describe(Arguments.Of(arguments)).Should().Be(sentence);

    [Fact]
    public void Describe_EveryCheck_IsASentenceAlsoWithVariables()
    {
        foreach (string id in FormExamples.Arguments.Keys)
        {
            CheckRegistry.Default.TryGet(id, out ICheck? check).Should().BeTrue();
            var variables = check!.Parameters.ToDictionary(p => p.Name, p => JsonSerializer.SerializeToElement("{{$x}}"));
            check.Validate(variables).Should().BeEmpty();
            check.Describe(variables).Should().MatchRegex("^[A-Z].*(\\.|]|: {{\\$x}})$", id);
        }
    }

    [Theory]
    [InlineData("sentence:alliteration_increment", "a a. ")]
    [InlineData("format:parentheses", "([{ ")]
    [InlineData("format:quotes", "'\" ")]
    [InlineData("format:emoji", "😀. ")]
    [InlineData("format:line_indent", "\n \n\n")]
    [InlineData("format:quote_unquote", "\"1 ")]
    [InlineData("format:no_bullets_bullets", "One. U.S. He\n* ")]
    [InlineData("format:thesis", "</i><i>")]
    [InlineData("custom:mcq_count_length", "Question 1. a\nA) Question \n\n")]
    [InlineData("custom:reverse_newline", "Zimbabwe\né")]
    [InlineData("custom:csv_city", "\",\n")]
    [InlineData("custom:csv_quotes", "\"\t")]
    [InlineData("custom:date_format_list", "1796-04-12, ")]
    [InlineData("custom:multiples", "1𝟏 ")]
    public void Evaluate_MegabyteOfWhatIsLookedFor_TakesTimeInProportion(string constraint, string piece)
    {
        ICheck check = Find(constraint);
        var loose = Arguments.Of("""{"loose":true}""");
        string answer = string.Concat(Enumerable.Repeat(piece, (1 << 20) / piece.Length));
        var watch = Stopwatch.StartNew();

        check.Evaluate(answer, loose).Reason.Length.Should().BeLessThan(1_000);

        // Eight readings of a megabyte, on a busy machine; with quadratic time it would be minutes.
        watch.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(30));
    }
}
