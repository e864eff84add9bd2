using Hindsight.Grading;

namespace Hindsight.Checks.Tests.IfBench;

public sealed class WordingCheckTests
{
    private const string TenPalindromes = "Level, radar; civic kayak refer rotor tenet stats solos racecar";

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

    [Theory]
    [InlineData("count:", 9)]
    [InlineData("ratio:", 5)]
    [InlineData("words:", 13)]
    public void Registry_Family_HasTheConstraintsOfTheGroup(string group, int constraints) =>
        CheckRegistry.Default.Checks.Count(c => c.Id.StartsWith($"ifbench/{group}", StringComparison.Ordinal)).Should().Be(constraints);

    [Theory]
    [InlineData("count:word_count_range", """{"min_words":3,"max_words":4}""", "well-known one", VerdictKind.Met, 1.0)]
    [InlineData("count:word_count_range", """{"min_words":4.0,"max_words":4.0}""", "one two_three é", VerdictKind.Unmet, 0.75)]
    [InlineData("count:word_count_range", """{"min_words":0,"max_words":2}""", "a b c d", VerdictKind.Unmet, 0.5)]
    [InlineData("count:unique_word_count", """{"N":3}""", "The the, cat (cat) sat", VerdictKind.Met, 1.0)]
    [InlineData("count:unique_word_count", """{"N":3}""", "The - the", VerdictKind.Unmet, 2.0 / 3)]
    [InlineData("count:conjunctions", """{"small_n":3}""", "And so (and) sand", VerdictKind.Met, 1.0)]
    [InlineData("count:conjunctions", """{"small_n":3}""", "and yet and yet", VerdictKind.Unmet, 2.0 / 3)]
    [InlineData("count:person_names", """{"N":3}""", "Leonard and Zoe met Emma, Emma", VerdictKind.Met, 1.0)]
    [InlineData("count:person_names", """{"N":2}""", "emma met ZOE and Mia", VerdictKind.Unmet, 0.5)]
    [InlineData("count:numbers", """{"N":3}""", "3.14 and 1,000-2 in x7y", VerdictKind.Met, 1.0)]
    [InlineData("count:numbers", """{"N":1}""", "two, 2 and ٣", VerdictKind.Unmet, 0.5)]
    [InlineData("count:numbers", """{"N":0}""", "½ ² none", VerdictKind.Met, 1.0)]
    [InlineData("count:pronouns", """{"N":4}""", "She/her said it's MINE", VerdictKind.Met, 1.0)]
    [InlineData("count:pronouns", """{"N":2}""", "I'm here with him", VerdictKind.Unmet, 0.5)]
    [InlineData("count:punctuation", "{}", "a. b, c! d? e; f: g?!", VerdictKind.Met, 1.0)]
    [InlineData("count:punctuation", "{}", "a. b, c! d? e; f: g‽", VerdictKind.Met, 1.0)]
    [InlineData("count:punctuation", "{}", "a. b, e; f: g?!", VerdictKind.Unmet, 5.0 / 7)]
    [InlineData("count:punctuation", "{}", "a. b, e; f: g!? h?!", VerdictKind.Met, 1.0)]
    [InlineData("count:punctuation", "{}", "a. b, c! d? e; f:", VerdictKind.Unmet, 6.0 / 7)]
    [InlineData("count:words_japanese", """{"N":2}""", "one 日本 two かな。 three 12 four ... five", VerdictKind.Met, 1.0)]
    [InlineData("count:words_japanese", """{"N":2}""", "one 日本 two three ² four", VerdictKind.Unmet, 1.0 / 3)]
    [InlineData("count:words_japanese", """{"N":9}""", "one two", VerdictKind.Met, 1.0)]
    [InlineData("count:keywords_multiple", """{"keyword1":"a","keyword2":"b ","keyword3":"c","keyword4":"d","keyword5":"E"}""", "a B b ccc ddddd eeeeeee", VerdictKind.Met, 1.0)]
    [InlineData("count:keywords_multiple", """{"keyword1":"a","keyword2":"b","keyword3":"c","keyword4":"d","keyword5":"e"}""", "aa bb ccc ddddd", VerdictKind.Unmet, 0.7)]
    public void Counts_KnownAnswer_HandCountedVerdict(string constraint, string arguments, string answer, VerdictKind kind, double degree) => Check(constraint, arguments, answer, kind, degree);

    [Theory]
    [InlineData("ratio:stop_words", """{"percentage":50}""", "The cat is here: dogs don't", VerdictKind.Unmet, 0.5 * 7 / 5)]
    [InlineData("ratio:stop_words", """{"percentage":50}""", "The cat sat on", VerdictKind.Met, 1.0)]
    [InlineData("ratio:stop_words", """{"percentage":50}""", "...", VerdictKind.Unmet, 0.0)]
    [InlineData("ratio:sentence_type", "{}", "One. Two. Why?", VerdictKind.Met, 1.0)]
    [InlineData("ratio:sentence_type", "{}", "Dr. Lee paid 3.5. Why? How?", VerdictKind.Unmet, 0.25)]
    [InlineData("ratio:sentence_type", "{}", "No end", VerdictKind.Met, 1.0)]
    [InlineData("ratio:sentence_balance", "{}", "One. Why? No!", VerdictKind.Met, 1.0)]
    [InlineData("ratio:sentence_balance", "{}", "One. Two. Why? No!", VerdictKind.Unmet, 0.5)]
    [InlineData("ratio:overlap", """{"reference_text":"abcde","percentage":50}""", "abcdxyz", VerdictKind.Unmet, 0.4 / 0.48)]
    [InlineData("ratio:overlap", """{"reference_text":"abcde","percentage":42}""", "abcdxyz", VerdictKind.Met, 1.0)]
    [InlineData("ratio:overlap", """{"reference_text":"abcde","percentage":30}""", "abcdxyz", VerdictKind.Unmet, 0.32 / 0.4)]
    [InlineData("ratio:overlap", """{"reference_text":"abc","percentage":1}""", "ab", VerdictKind.Unmet, 0.0)]
    [InlineData("ratio:overlap", """{"reference_text":"😀a😀","percentage":100}""", "😀a😀", VerdictKind.Met, 1.0)]
    [InlineData("ratio:sentence_words", "{}", "One two. Owe tow! 😀ne two?", VerdictKind.Met, 1.0)]
    [InlineData("ratio:sentence_words", "{}", "One two. One two. One.", VerdictKind.Unmet, 0.5)]
    [InlineData("ratio:sentence_words", "{}", "One. Two.", VerdictKind.Unmet, 2.0 / 3)]
    public void Ratios_KnownAnswer_HandComputedVerdict(string constraint, string arguments, string answer, VerdictKind kind, double degree) => Check(constraint, arguments, answer, kind, degree);

    [Theory]
    [InlineData("words:alphabet", "{}", "\"Yes,\" zebras - and\nbears", VerdictKind.Met, 1.0)]
    [InlineData("words:alphabet", "{}", "a b x d", VerdictKind.Unmet, 0.75)]
    [InlineData("words:alphabet", "{}", "1 b", VerdictKind.Unmet, 0.0)]
    [InlineData("words:alphabet", "{}", "İ j", VerdictKind.Unmet, 0.0)]
    [InlineData("words:alphabet", "{}", "...", VerdictKind.Unmet, 0.0)]
    [InlineData("words:vowel", "{}", " A sly dog did\t ", VerdictKind.Met, 1.0)]
    [InlineData("words:vowel", "{}", "A sly dog did it up", VerdictKind.Unmet, 0.75)]
    [InlineData("words:vowel", "{}", "a\nb", VerdictKind.Unmet, 0.5)]
    [InlineData("words:consonants", "{}", "Strong they rhythm ABBA", VerdictKind.Met, 1.0)]
    [InlineData("words:consonants", "{}", "a strong - old", VerdictKind.Unmet, 0.5)]
    [InlineData("words:palindrome", "{}", TenPalindromes, VerdictKind.Met, 1.0)]
    [InlineData("words:palindrome", "{}", "level noon Madam 12321 levels", VerdictKind.Unmet, 0.3)]
    [InlineData("words:prime_lengths", "{}", "We can't find", VerdictKind.Unmet, 1.0 / 3)]
    [InlineData("words:prime_lengths", "{}", "It's an 😀abc!", VerdictKind.Unmet, 2.0 / 3)]
    [InlineData("words:prime_lengths", "{}", "We can, yes - see lemon", VerdictKind.Met, 1.0)]
    [InlineData("words:prime_lengths", "{}", "!!", VerdictKind.Met, 1.0)]
    [InlineData("words:repeats", """{"small_n":2}""", "Go, go - GO now", VerdictKind.Unmet, 2.0 / 3)]
    [InlineData("words:repeats", """{"small_n":2}""", "go going go", VerdictKind.Met, 1.0)]
    [InlineData("words:repeats", """{"small_n":0}""", "--", VerdictKind.Met, 1.0)]
    [InlineData("words:odd_even_syllables", "{}", "The water flows over 12 me", VerdictKind.Unmet, 0.8)]
    [InlineData("words:odd_even_syllables", "{}", "The table, the baker", VerdictKind.Met, 1.0)]
    [InlineData("words:odd_even_syllables", "{}", "One", VerdictKind.Met, 1.0)]
    [InlineData("words:last_first", "{}", "I like rain. \"Rain is wet!\" WET is good", VerdictKind.Met, 1.0)]
    [InlineData("words:last_first", "{}", "I like rain. It rains. Rains it?", VerdictKind.Unmet, 0.5)]
    [InlineData("words:last_first", "{}", "I? ? I", VerdictKind.Unmet, 0.0)]
    [InlineData("words:last_first", "{}", "One sentence.", VerdictKind.Met, 1.0)]
    [InlineData("words:paragraph_last_first", "{}", "Rain is rain.\n\n- Sun and sun -\n***\n", VerdictKind.Met, 1.0)]
    [InlineData("words:paragraph_last_first", "{}", "Rain is wet.\nSun", VerdictKind.Unmet, 0.5)]
    [InlineData("words:paragraph_last_first", "{}", "Rain, is rain", VerdictKind.Unmet, 0.0)]
    [InlineData("words:no_consecutive", "{}", "One two - three", VerdictKind.Unmet, 0.5)]
    [InlineData("words:no_consecutive", "{}", "A big cat", VerdictKind.Met, 1.0)]
    [InlineData("words:no_consecutive", "{}", "😀a 😁b", VerdictKind.Met, 1.0)]
    [InlineData("words:words_position", """{"keyword":" red "}""", "A red, red dog is red.", VerdictKind.Met, 1.0)]
    [InlineData("words:words_position", """{"keyword":"red"}""", "A red dog is red", VerdictKind.Unmet, 0.5)]
    [InlineData("words:words_position", """{"keyword":"red"}""", "Red", VerdictKind.Unmet, 0.0)]
    public void Words_KnownAnswer_HandComputedVerdict(string constraint, string arguments, string answer, VerdictKind kind, double degree) => Check(constraint, arguments, answer, kind, degree);

    [Theory]
    [InlineData("words:keywords_specific_position", """{"keyword":"dog","n":2,"m":3}""", "Hi. Is, dog red?", VerdictKind.Met)]
    [InlineData("words:keywords_specific_position", """{"keyword":"Dog","n":2,"m":3}""", "Hi. Is, dog red?", VerdictKind.Unmet)]
    [InlineData("words:keywords_specific_position", """{"keyword":"dog","n":3,"m":1}""", "Hi. Is, dog red?", VerdictKind.Unmet)]
    [InlineData("words:keywords_specific_position", """{"keyword":"?","n":2,"m":6}""", "Hi. Is, dog red?", VerdictKind.Unmet)]
    [InlineData("words:start_verb", "{}", "Write a poem.", VerdictKind.Met)]
    [InlineData("words:start_verb", "{}", "Running late, we left.", VerdictKind.Met)]
    [InlineData("words:start_verb", "{}", "The cat sat.", VerdictKind.Unmet)]
    [InlineData("words:start_verb", "{}", "**Write** a poem.", VerdictKind.Unmet)]
    public void Places_KnownAnswer_VerdictWithoutADegreeWhereUnmet(string constraint, string arguments, string answer, VerdictKind kind)
    {
        CheckOutcome outcome = Evaluate(constraint, arguments, answer);

        outcome.Kind.Should().Be(kind, outcome.Reason);
        outcome.Degree.Should().Be(kind == VerdictKind.Met ? 1 : null);
    }

    [Theory]
    [InlineData("count:numbers", """{"N":2}""", "It is 5.", "Found 1 numbers; expected exactly 2. There are \"5\".")]
    [InlineData("words:consonants", "{}", "Try a box", "1 of 3 words have two consonants beside each other; the first that does not is \"a\".")]
    [InlineData("words:prime_lengths", "{}", "!!", "There are no words.")]
    [InlineData("count:keywords_multiple", """{"keyword1":"a","keyword2":"b","keyword3":"c","keyword4":"d","keyword5":"e"}""", "f",
        "Found \"a\" 0 times (expected 1), \"b\" 0 times (expected 2), \"c\" 0 times (expected 3), \"d\" 0 times (expected 5), \"e\" 0 times (expected 7).")]
    [InlineData("ratio:stop_words", """{"percentage":30}""", "Go to it now", "3 of 4 words are stop words, 75%; allowed are 30%. They are \"to\", \"it\", \"now\".")]
    [InlineData("words:start_verb", "{}", "Dogs bark.", "The first word, \"Dogs\", reads as NNS of the Penn Treebank's tags; those of verbs begin with VB.")]
    [InlineData("words:repeats", """{"small_n":1}""", "Go, go", "\"go\" occurs 2 times, no word more often; allowed are 1.")]
    [InlineData("words:keywords_specific_position", """{"keyword":"a","n":1,"m":2}""", "It is.", "Sentence 1, \"It is.\", has \"is\" as word 2; expected \"a\".")]
    public void Evaluate_Verdict_QuotesWhatWasFound(string constraint, string arguments, string answer, string reason) => Evaluate(constraint, arguments, answer).Reason.Should().Be(reason);

    [Theory]
    [InlineData("words:alphabet", "{}", "Here it is:\na b c", "Read without its first line: All of 3 words begin with the letter whose turn it is.")]
    [InlineData("words:start_verb", "{}", "**Write** a poem.", "Read without asterisks: The first word, \"Write\", reads as VB of the Penn Treebank's tags; those of verbs begin with VB.")]
    public void Evaluate_Loose_TakesTheReadingThatIsAsDemanded(string constraint, string arguments, string answer, string reason)
    {
        CheckOutcome outcome = Evaluate(constraint, arguments[..^1] + "\"loose\":true}", answer);

        outcome.Kind.Should().Be(VerdictKind.Met);
        outcome.Reason.Should().Be(reason);
        Evaluate(constraint, arguments, answer).Kind.Should().Be(VerdictKind.Unmet);
    }

    [Fact]
    public void Evaluate_BlankAnswer_IsNeverAsDemanded()
    {
        foreach ((string id, string arguments) in WordingExamples.Arguments)
            Evaluate(id["ifbench/".Length..], arguments, " \n\u001c").Reason.Should().Be("The answer is empty.");
    }

    [Theory]
    [InlineData("count:word_count_range", """{"min_words":5,"max_words":2}""", "'min_words' is 5 and 'max_words' is 2; expected min_words to be at most max_words.")]
    [InlineData("count:unique_word_count", "{}", "'N' is missing: expected a whole number from 0 to 2147483647.")]
    [InlineData("count:words_japanese", """{"N":0}""", "'N': found 0, expected a whole number from 1 to 2147483647.")]
    [InlineData("count:keywords_multiple", """{"keyword1":"a","keyword2":" ","keyword3":"c","keyword4":"d","keyword5":"e"}""",
        "'keyword2': found a text of white space alone, which does not count; expected something else.")]
    [InlineData("ratio:stop_words", """{"percentage":101}""", "'percentage': found 101, expected a whole number from 0 to 100.")]
    [InlineData("ratio:overlap", """{"percentage":50}""", "'reference_text' is missing: expected a text that is not empty.")]
    [InlineData("words:repeats", """{"small_n":-1}""", "'small_n': found -1, expected a whole number from 0 to 2147483647.")]
    [InlineData("words:keywords_specific_position", """{"keyword":"a","n":0,"m":1}""", "'n': found 0, expected a whole number from 1 to 2147483647.")]
    [InlineData("words:words_position", """{"keyword":"\t"}""", "'keyword': found a text of white space alone, which does not count; expected something else.")]
    [InlineData("words:vowel", """{"N":1}""", "'N' is no argument of this check; it takes loose.")]
    public void Validate_Fault_NamesParameterFoundAndExpected(string constraint, string arguments, string fault) =>
        Find(constraint).Validate(Arguments.Of(arguments)).Should().Equal(fault);

    [Theory]
    [InlineData("count:word_count_range", """{"min_words":30,"max_words":"{{$n}}"}""", "Write at least 30 and at most {{$n}} words.")]
    [InlineData("count:conjunctions", """{"small_n":4}""", "Use at least 4 different ones of the conjunctions and, but, for, nor, or, so, yet.")]
    [InlineData("count:words_japanese", """{"N":5}""", "Counting the words, let every 5-th be Japanese.")]
    [InlineData("count:keywords_multiple", """{"keyword1":" a","keyword2":"b","keyword3":"c","keyword4":"d","keyword5":"e"}""",
        "Use these words exactly so many times: \"a\" 1, \"b\" 2, \"c\" 3, \"d\" 5, \"e\" 7.")]
    [InlineData("ratio:overlap", """{"reference_text":"One\ntwo","percentage":20}""", "Let 20% of your trigrams, give or take 2%, be trigrams of this text: One\ntwo")]
    [InlineData("words:keywords_specific_position", """{"keyword":"a","n":3,"m":4}""", "Let word 4 of sentence 3 be \"a\"; punctuation marks count as words.")]
    public void Describe_Arguments_AsASentenceToTheModel(string constraint, string arguments, string sentence) => Find(constraint).Describe(Arguments.Of(arguments)).Should().Be(sentence);

    private static void Check(string constraint, string arguments, string answer, VerdictKind kind, double degree)
    {
        CheckOutcome outcome = Evaluate(constraint, arguments, answer);

        outcome.Kind.Should().Be(kind, outcome.Reason);
        outcome.Degree.Should().BeApproximately(degree, 1e-12);
    }
}
