using Hindsight.Grading;

namespace Hindsight.Checks.Tests;

public sealed class CheckEvaluationTests
{
    private static CheckOutcome Evaluate(string id, string arguments, string answer)
    {
        CheckRegistry.Default.TryGet(id, out ICheck? check).Should().BeTrue();
        check!.Validate(Arguments.Of(arguments)).Should().BeEmpty();
        return check.Evaluate(answer, Arguments.Of(arguments));
    }

    [Theory]
    [InlineData("word_count", """{"min":3}""", "one two", VerdictKind.Unmet, 2.0 / 3)]
    [InlineData("word_count", """{"min":3}""", "one, two - three!", VerdictKind.Met, 1.0)]
    [InlineData("word_count", """{"max":2}""", "well-known word’s end", VerdictKind.Unmet, 2.0 / 3)]
    [InlineData("word_count", """{"min":"2","max":"2"}""", "𝒜 б", VerdictKind.Met, 1.0)]
    [InlineData("word_count", """{"max":0}""", "", VerdictKind.Met, 1.0)]
    [InlineData("sentence_count", """{"min":2,"max":2}""", "Dr. Smith paid 3.50 for it. Is it here?", VerdictKind.Met, 1.0)]
    [InlineData("sentence_count", """{"min":3,"max":3}""", "Wait... \"Really?\" he said. No! we go. Then on", VerdictKind.Unmet, 0.6)]
    [InlineData("sentence_count", """{"min":2,"max":2}""", "Order No. 1234 is late. J. Smith waits", VerdictKind.Met, 1.0)]
    [InlineData("sentence_count", """{"min":2,"max":2}""", "你好。再见！", VerdictKind.Met, 1.0)]
    [InlineData("sentence_count", """{"max":0}""", " ... !!! ", VerdictKind.Met, 1.0)]
    [InlineData("line_count", """{"min":2,"max":2}""", "a\r\n\r\nb\n", VerdictKind.Met, 1.0)]
    [InlineData("line_count", """{"min":4,"blank_too":true}""", "a\r\n\r\nb\n", VerdictKind.Met, 1.0)]
    [InlineData("paragraph_count", """{"min":2,"max":2}""", "\n\na\nb\n \n\nc", VerdictKind.Met, 1.0)]
    [InlineData("character_count", """{"max":2}""", "a😀b", VerdictKind.Unmet, 2.0 / 3)]
    [InlineData("bullet_count", """{"min":2,"max":2}""", "- one\n  * two\n-not\n3. three\n---", VerdictKind.Met, 1.0)]
    [InlineData("bullet_count", """{"min":2,"kind":"numbers"}""", "1. one\n2) two\n3.5 no", VerdictKind.Met, 1.0)]
    [InlineData("bullet_count", """{"max":2,"kind":"both"}""", "1. one\n• two\n+ three", VerdictKind.Unmet, 2.0 / 3)]
    [InlineData("max_repetition", """{"words":2,"max":1}""", "Go on, go on!", VerdictKind.Unmet, 0.5)]
    [InlineData("max_repetition", """{"words":2,"max":2}""", "Go on, go on!", VerdictKind.Met, 1.0)]
    [InlineData("max_repetition", "{}", "short", VerdictKind.Met, 1.0)]
    public void Counts_KnownAnswer_HandCountedVerdict(string id, string arguments, string answer, VerdictKind kind, double degree)
    {
        CheckOutcome outcome = Evaluate(id, arguments, answer);

        outcome.Kind.Should().Be(kind, outcome.Reason);
        outcome.Degree.Should().BeApproximately(degree, 1e-12);
    }

    [Theory]
    [InlineData("contains", """{"texts":["A-1","tomorrow"]}""", "Order A-1 comes today.", VerdictKind.Unmet, 0.5)]
    [InlineData("contains", """{"texts":["A-1","tomorrow"],"mode":"any"}""", "Order A-1 comes today.", VerdictKind.Met, 1.0)]
    [InlineData("contains", """{"texts":"ORDER","ignore_case":true}""", "Order A-1", VerdictKind.Met, 1.0)]
    [InlineData("contains", """{"texts":["ORDER"]}""", "Order A-1", VerdictKind.Unmet, 0.0)]
    [InlineData("contains", """{"texts":["an"],"whole_word":true}""", "banana and an_x", VerdictKind.Unmet, 0.0)]
    [InlineData("contains", """{"texts":["an"],"whole_word":true}""", "banana, (an) apple", VerdictKind.Met, 1.0)]
    [InlineData("contains", """{"texts":["A-1"],"whole_word":true}""", "order A-12", VerdictKind.Unmet, 0.0)]
    [InlineData("not_contains", """{"texts":["sorry","regret"]}""", "We are sorry.", VerdictKind.Unmet, 0.5)]
    [InlineData("not_contains", """{"texts":["sorry","regret"],"mode":"all"}""", "We are sorry.", VerdictKind.Met, 1.0)]
    [InlineData("not_contains", """{"texts":["sorry","regret"]}""", "We are SORRY.", VerdictKind.Met, 1.0)]
    [InlineData("starts_with", """{"texts":["Dear "]}""", "\n Dear Ann,", VerdictKind.Met, 1.0)]
    [InlineData("starts_with", """{"texts":["Dear","Hello"]}""", "Hell of a day", VerdictKind.Unmet, 0.8)]
    [InlineData("ends_with", """{"texts":["regards."],"ignore_case":true}""", "Kind REGARDS.\n", VerdictKind.Met, 1.0)]
    [InlineData("ends_with", """{"texts":["ab"]}""", "b", VerdictKind.Unmet, 0.5)]
    [InlineData("regex", """{"pattern":"A-[0-9]{4}"}""", "order A-1234", VerdictKind.Met, 1.0)]
    [InlineData("regex", """{"pattern":"a|b","whole":true}""", " ab ", VerdictKind.Unmet, null)]
    [InlineData("regex", """{"pattern":"a|ab","whole":true}""", " ab ", VerdictKind.Met, 1.0)]
    [InlineData("regex", """{"pattern":"^b$","multiline":true}""", "a\nb\nc", VerdictKind.Met, 1.0)]
    [InlineData("regex", """{"pattern":"(?<!x)B","ignore_case":true}""", "xb b", VerdictKind.Met, 1.0)]
    [InlineData("letter_case", """{"case":"lower"}""", "all small: 123 straße", VerdictKind.Met, 1.0)]
    [InlineData("letter_case", """{"case":"upper"}""", "AbC", VerdictKind.Unmet, 2.0 / 3)]
    [InlineData("letter_case", """{"case":"title"}""", "A \"Quiet\" 3Rd Day", VerdictKind.Met, 1.0)]
    [InlineData("letter_case", """{"case":"title"}""", "A quiet Day", VerdictKind.Unmet, 2.0 / 3)]
    [InlineData("letter_case", """{"case":"lower"}""", "123", VerdictKind.Unmet, null)]
    [InlineData("language_script", """{"script":"latin"}""", "Ça va — 123 😀", VerdictKind.Met, 1.0)]
    [InlineData("language_script", """{"script":"cyrillic","min_share":0.5}""", "да no no", VerdictKind.Unmet, 2.0 / 3)]
    [InlineData("language_script", """{"script":"greek"}""", "Καλημέρα", VerdictKind.Met, 1.0)]
    [InlineData("language_script", """{"script":"han"}""", "订单𠀀", VerdictKind.Met, 1.0)]
    [InlineData("language_script", """{"script":"japanese"}""", "ご注文はカートにあります", VerdictKind.Met, 1.0)]
    [InlineData("language_script", """{"script":"latin"}""", "123", VerdictKind.Unmet, null)]
    [InlineData("json", "{}", """ {"a":[1]} """, VerdictKind.Met, 1.0)]
    [InlineData("json", "{}", "```json\n[1]\n```", VerdictKind.Met, 1.0)]
    [InlineData("json", """{"allow_fence":false}""", "```json\n[1]\n```", VerdictKind.Unmet, null)]
    [InlineData("json", """{"kind":"object"}""", "[1]", VerdictKind.Unmet, null)]
    [InlineData("json", "{}", "3", VerdictKind.Unmet, null)]
    [InlineData("json", "{}", """{"a":1""", VerdictKind.Unmet, null)]
    [InlineData("json", """{"required_keys":["a","b"]}""", """{"a":1}""", VerdictKind.Unmet, 0.5)]
    public void TextsLettersFormats_KnownAnswer_KnownVerdict(string id, string arguments, string answer, VerdictKind kind, double? degree)
    {
        CheckOutcome outcome = Evaluate(id, arguments, answer);

        outcome.Kind.Should().Be(kind, outcome.Reason);
        if (degree is { } expected)
            outcome.Degree.Should().BeApproximately(expected, 1e-12);
        else
            outcome.Degree.Should().BeNull();
    }

    [Theory]
    [InlineData("word_count", """{"min":40}""", "one two", "Found 2 words; expected at least 40 words.")]
    [InlineData("contains", """{"texts":["A-1"]}""", "x", "Missing: \"A-1\".")]
    [InlineData("not_contains", """{"texts":["sorry"]}""", "We are sorry\u0007", "Found \"sorry\", first in \"We are sorry\\u0007\".")]
    public void Evaluate_Verdict_QuotesWhatWasFoundAndExpected(string id, string arguments, string answer, string reason) =>
        Evaluate(id, arguments, answer).Reason.Should().Be(reason);

    [Fact]
    public void Evaluate_LoneSurrogate_IsWrittenOutInTheReason() =>
        Evaluate("starts_with", """{"texts":["Dear"]}""", "Hi \ud83d").Reason.Should().Be("It starts with \"Hi \\ud83d\"; expected \"Dear\".");

    [Fact]
    public void Regex_PatternThatNeverEnds_IsUnknownWithItsCause()
    {
        // The back-reference rules out the linear engine.
        CheckOutcome outcome = Evaluate("regex", """{"pattern":"^(a|aa)+\\1$"}""", new string('a', 5000) + "b");

        outcome.Kind.Should().Be(VerdictKind.Unknown);
        outcome.Reason.Should().Contain("did not come to an end in 1 s");
    }

    [Fact]
    public void Regex_NestedQuantifiers_AreDecidedInLinearTime() =>
        Evaluate("regex", """{"pattern":"^(a+)+$"}""", new string('a', 100_000) + "b").Kind.Should().Be(VerdictKind.Unmet);

    [Fact]
    public void Evaluate_LimitStillAVariable_IsUnknown()
    {
        CheckOutcome outcome = Evaluate("word_count", """{"min":"{{$n}}"}""", "one");

        outcome.Kind.Should().Be(VerdictKind.Unknown);
        outcome.Reason.Should().Contain("'min'");
    }
}
