using System.Text.Json;
using Hindsight.Grading;

namespace Hindsight.Checks.Tests;

public sealed class CheckValidationTests
{
    private static IReadOnlyList<string> Validate(string id, string arguments)
    {
        CheckRegistry.Default.TryGet(id, out ICheck? check).Should().BeTrue();
        return check!.Validate(Arguments.Of(arguments));
    }

    [Fact]
    public void Validate_SeveralFaults_NamesAllAtOnce() =>
        Validate("word_count", """{"mni":3,"max":-1,"min":"many"}""").Should().Equal(
            "'mni' is no argument of this check; it takes min, max.",
            "'min': found \"many\", expected a whole number from 0 to 2147483647.",
            "'max': found -1, expected a whole number from 0 to 2147483647.");

    [Theory]
    [InlineData("word_count", "{}", "'min' or 'max' is missing: expected at least one of them.")]
    [InlineData("word_count", """{"min":5,"max":2}""", "'min' is 5 and 'max' is 2; expected min to be at most max.")]
    [InlineData("word_count", """{"min":2.5}""", "'min': found 2.5, expected a whole number from 0 to 2147483647.")]
    [InlineData("contains", "{}", "'texts' is missing: expected a list of texts that are not empty, at least one.")]
    [InlineData("contains", """{"texts":[]}""", "'texts': found [], expected a list of texts that are not empty, at least one.")]
    [InlineData("contains", """{"texts":["a",1]}""", "'texts': found [\"a\",1], expected a list of texts that are not empty, at least one.")]
    [InlineData("contains", """{"texts":["a"],"mode":"most"}""", "'mode': found \"most\", expected one of all, any.")]
    [InlineData("contains", """{"texts":["a"],"ignore_case":1}""", "'ignore_case': found 1, expected true or false.")]
    [InlineData("starts_with", """{"texts":[" "]}""", "'texts': found a text of white space alone, which does not count; expected something else.")]
    [InlineData("language_script", """{"script":"latin","min_share":1.5}""", "'min_share': found 1.5, expected a number from 0 to 1.")]
    [InlineData("json", """{"kind":"array","required_keys":["a"]}""", "'required_keys' is given and 'kind' is array; expected object.")]
    public void Validate_Fault_NamesParameterFoundAndExpected(string id, string arguments, string fault) => Validate(id, arguments).Should().Equal(fault);

    [Fact]
    public void Validate_BrokenRegex_SaysWhatIsWrong() =>
        Validate("regex", """{"pattern":"(a"}""").Should().ContainSingle().Which.Should().StartWith("'pattern': found \"(a\", expected a regular expression:");

    [Theory]
    [InlineData("word_count", """{"min":"{{$n}}"}""")]
    [InlineData("word_count", """{"min":"3","max":4.0}""")]
    [InlineData("contains", """{"texts":["{{$order}}"],"mode":"{{ $mode }}","ignore_case":"{{$flag}}"}""")]
    [InlineData("contains", """{"texts":"{{$order}}"}""")]
    [InlineData("regex", """{"pattern":"^{{$order}}$"}""")]
    [InlineData("letter_case", """{"case":"{{$case}}"}""")]
    public void Validate_VariablesAndWrittenNumbers_AreAllowed(string id, string arguments) => Validate(id, arguments).Should().BeEmpty();

    [Theory]
    [InlineData("word_count", """{"min":30,"max":50}""", "Write 30 to 50 words.")]
    [InlineData("word_count", """{"min":"{{$n}}"}""", "Write at least {{$n}} words.")]
    [InlineData("sentence_count", """{"min":1,"max":1}""", "Write exactly 1 sentence.")]
    [InlineData("contains", """{"texts":["a","b"]}""", "Include all of \"a\", \"b\".")]
    [InlineData("not_contains", """{"texts":["a"]}""", "Do not use \"a\".")]
    [InlineData("ends_with", """{"texts":["a","b"]}""", "End with one of \"a\", \"b\".")]
    [InlineData("json", """{"required_keys":["a"]}""", "Answer with one JSON object with the keys \"a\" and nothing else.")]
    public void Describe_Arguments_AsASentenceToTheModel(string id, string arguments, string sentence)
    {
        CheckRegistry.Default.TryGet(id, out ICheck? check).Should().BeTrue();

        check!.Describe(Arguments.Of(arguments)).Should().Be(sentence);
    }

    [Theory]
    [InlineData("contains", "texts")]
    [InlineData("not_contains", "texts")]
    [InlineData("starts_with", "texts")]
    [InlineData("ifeval/keywords:existence", "keywords")]
    [InlineData("ifeval/keywords:forbidden_words", "forbidden_words")]
    public void Describe_ManyAndLongTexts_NamesAllOfThemWhole(string id, string parameter)
    {
        string[] texts = [.. Enumerable.Range(0, 12).Select(i => $"word{i:00}"), new string('x', 100)];
        CheckRegistry.Default.TryGet(id, out ICheck? check).Should().BeTrue();

        string sentence = check!.Describe(new Dictionary<string, JsonElement> { [parameter] = JsonSerializer.SerializeToElement(texts) });

        texts.Should().OnlyContain(text => sentence.Contains($"\"{text}\""));
    }

    [Fact]
    public void Validate_PatternThatIsValidOnlyByItself_IsRefusedForTheWholeAnswer()
    {
        CheckRegistry.Default.TryGet("regex", out ICheck? check).Should().BeTrue();

        check!.Validate(Arguments.Of("""{"pattern":"(?x)a # note"}""")).Should().BeEmpty();
        check.Validate(Arguments.Of("""{"pattern":"(?x)a # note","whole":true}""")).Should().ContainSingle().Which.Should().Contain("expected a regular expression");
    }

    [Fact]
    public void Evaluate_ConstraintWhoseKindIsAVariableWithoutAValue_IsUnknown()
    {
        CheckRegistry.Default.TryGet("muldimif/constraint", out ICheck? check).Should().BeTrue();

        check!.Evaluate("Hello.", Arguments.Of("""{"category":"Length","kind":"{{$kind}}","sentence":"At most ten words."}""")).Kind.Should().Be(VerdictKind.Unknown);
    }
}
