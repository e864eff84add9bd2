using System.Text;
using Hindsight.Rubrics;

namespace Hindsight.Tests.Rubrics;

public sealed class RubricFileTests
{
    private const string Valid = """
        name: desk
        description: Replies of an order desk
        template_format: semantic-kernel
        template: |
          <message role="user">{{$answer}}</message>
        input_variables:
          - name: answer
            description: The reply
          - name: tone
            default: friendly
            is_required: false
        execution_settings:
          default:
            temperature: 0
            max_tokens: 256
            stop: ["a", "b"]
        calls: group
        tools: [word_count, contains]
        criteria:
          - id: number
            text: Names the order {{$order}}
            weight: 2
            veto: true
            check: contains
            arguments: { text: "{{$order}}" }
          - id: short
            check: word_count
            arguments: { maximum: 40 }
          - id: friendly
            text: Is friendly
            weight: 0.5
            judge: gpt
            levels:
              - { degree: 0, description: rude }
              - { degree: 0.5, description: neutral }
              - { degree: 1, description: warm }
          - id: blames
            text: Blames the customer
            weight: -1
            when: { unmet: friendly }
            group: tone
            tags: [manners, "2"]
          - id: named
            text: Greets by name
            when: { variable: name }
          - id: signed
            text: Is signed
            when: { variable: level, equals: 3 }
          - id: warm
            text: Is warm
            when: { met: friendly }
        """;

    [Fact]
    public void Parse_ValidFile_KeepsEverything()
    {
        Rubric rubric = Parse(Valid);

        rubric.Name.Should().Be("desk");
        rubric.Description.Should().Be("Replies of an order desk");
        rubric.Template.Should().Be("<message role=\"user\">{{$answer}}</message>\n");
        rubric.InputVariables.Should().Equal(new RubricVariable("answer", "The reply", null, true), new RubricVariable("tone", "", "friendly", false));
        rubric.ExecutionSettings.Should().Be("""{"default":{"temperature":0,"max_tokens":256,"stop":["a","b"]}}""");
        rubric.Criteria.Select(c => (c.Id, c.Kind, c.Weight, c.Veto)).Should().Equal(
            ("number", CriterionKind.Check, 2, true), ("short", CriterionKind.Check, 1, false),
            ("friendly", CriterionKind.Judge, 0.5, false), ("blames", CriterionKind.Judge, -1, false),
            ("named", CriterionKind.Judge, 1, false), ("signed", CriterionKind.Judge, 1, false), ("warm", CriterionKind.Judge, 1, false));
        rubric.Calls.Should().Be(JudgeCalls.Group);
        rubric.Tools.Should().Equal("word_count", "contains");
        rubric.Criteria.Skip(3).Select(c => c.When).Should().Equal(
            new CriterionCondition(ConditionKind.Unmet, "friendly"), new CriterionCondition(ConditionKind.Variable, "name"),
            new CriterionCondition(ConditionKind.Variable, "level", "3"), new CriterionCondition(ConditionKind.Met, "friendly"));
        (rubric.Criteria[3].Group, rubric.Criteria[4].Group).Should().Be(("tone", null));
        rubric.Criteria[3].Tags.Should().Equal("manners", "2");
        rubric.Criteria[0].Check.Should().Be("contains");
        rubric.Criteria[0].Arguments["text"].GetString().Should().Be("{{$order}}");
        rubric.Criteria[1].Text.Should().Be("word_count 40", "a check says by itself what it demands");
        rubric.Criteria[2].Judge.Should().Be("gpt");
        rubric.Criteria[2].Levels.Should().Equal(new CriterionLevel(0, "rude"), new CriterionLevel(0.5, "neutral"), new CriterionLevel(1, "warm"));
    }

    [Fact]
    public void Parse_Version_IsTheContentsHash()
    {
        // printf 'criteria: [{id: a, text: A}]' | sha256sum
        Parse("criteria: [{id: a, text: A}]").Version.Should().Be("e37ad6212ad15425");
    }

    [Fact]
    public void Parse_SeveralFaults_NamesThemAllInOrder()
    {
        Faults("""
            nmae: desk
            template_format: jinja
            criteria:
              - id: a
                text: A
                wieght: 3
              - id: a
                text: 5
                weight: heavy
              - id: b
                text: B
                veto: true
                weight: -1
              - id: c c
                text: C
                check: contain
              - id: d
                text: D
                check: contains
                arguments: { texts: x }
            """).Should().Equal(
            "desk.yaml:1:1: found the unknown key 'nmae' in the rubric, expected one of name, description, template, template_format, input_variables, execution_settings, calls, tools, criteria; the nearest is 'name'.",
            "desk.yaml:2:18: found the text 'jinja', expected semantic-kernel for 'template_format'.",
            "desk.yaml:6:5: found the unknown key 'wieght' in a criterion, expected one of id, text, weight, veto, levels, kind, check, arguments, judge, when, group, tags; the nearest is 'weight'.",
            "desk.yaml:7:5: found a second criterion 'a' (the first is at 4:5), expected different ids.",
            "desk.yaml:8:11: found the number 5, expected a text for 'text' (in quotes).",
            "desk.yaml:9:13: found the text 'heavy', expected a finite number for 'weight'.",
            "desk.yaml:12:11: found a veto with the weight -1, expected a weight of at least 0.",
            "desk.yaml:14:9: found the text 'c c', expected letters, digits, _ and - for 'id'.",
            "desk.yaml:16:12: found the unknown check 'contain', expected the id of a check; the nearest is 'contains'.",
            "desk.yaml:20:16: contains: 'texts' is no argument",
            "desk.yaml:20:16: contains: 'text' is missing");
    }

    [Theory]
    [InlineData("", "1:1: found an empty file, expected a mapping.")]
    [InlineData("- a", "1:1: found a list of 1, expected the rubric: a mapping.")]
    [InlineData("name: desk", "1:1: found no 'criteria' in the rubric, expected a list of criteria.")]
    [InlineData("criteria: []", "1:11: found no criterion with a positive weight, expected at least one.")]
    [InlineData("criteria: [{id: a, text: A, weight: 0}, {id: b, text: B, weight: -1}]", "1:11: found no criterion with a positive weight, expected at least one.")]
    [InlineData("criteria: [{id: a, text: A}, {id: a, text: B}]", "1:30: found a second criterion 'a' (the first is at 1:12), expected different ids.")]
    [InlineData("criteria: [{id: a, text: A}]\ncriteria: [{id: a, text: A}]", "2:1: found the key 'criteria' a second time in the rubric, expected it once.")]
    [InlineData("name: other\ncriteria: [{id: a, text: A}]", "1:7: found the text 'other', expected the file's name without extension, 'desk'.")]
    [InlineData("criteria: [{id: a, text: A, weight: .nan}]", "1:37: found the number .nan, expected a finite number for 'weight'.")]
    [InlineData("criteria: [{id: a, text: A, veto: yes}]", "1:35: found the text 'yes', expected true or false for 'veto'.")]
    [InlineData("criteria: [{id: a}]", "1:12: found no 'text' in a criterion, expected a text.")]
    [InlineData("criteria: [{text: A}]", "1:12: found no 'id' in a criterion, expected a text.")]
    [InlineData("criteria: [{id: a, text: ' '}]", "1:26: found the text ' ', expected a text for 'text' that is not blank.")]
    [InlineData("criteria: [{id: a, text: A, kind: check}]", "1:12: found no 'check' in a criterion of kind check, expected the id of a check.")]
    [InlineData("criteria: [{id: a, text: A, kind: judge, check: contains}]", "1:49: found 'check' in a criterion of kind judge, expected it only in the other kind.")]
    [InlineData("criteria: [{id: a, text: A, arguments: {}}]", "1:40: found 'arguments' in a criterion of kind judge, expected it only in the other kind.")]
    [InlineData("criteria: [{id: a, check: contains, arguments: {text: x}, judge: j}]", "1:66: found 'judge' in a criterion of kind check, expected it only in the other kind.")]
    [InlineData("criteria: [{id: a, text: A, levels: [{degree: 0, description: x}, {degree: 0.5, description: y}]}]", "1:67: found 0.5 as the last level's degree, expected 1: a levelled criterion is met when its degree is 1.")]
    [InlineData("criteria: [{id: a, text: A, levels: [{degree: 1, description: x}, {degree: 1, description: y}]}]", "1:76: found the number 1, expected a degree above that of the level before (1).")]
    [InlineData("criteria: [{id: a, text: A, levels: [{degree: -1, description: x}, {degree: 1, description: y}]}]", "1:47: found the number -1, expected a degree from 0 to 1.")]
    [InlineData("criteria: [{id: a, text: A, levels: [{degree: 1, description: y}]}]", "1:37: found a list of 1 for 'levels', expected at least two levels.")]
    [InlineData("criteria: [{id: a, text: A, levels: 3}]", "1:37: found the number 3, expected a list for 'levels'.")]
    [InlineData("criteria:\n- id: &x a\n  text: A", "2:7: found an anchor, expected the value alone.")]
    [InlineData("criteria: [{id: !!str a, text: A}]", "1:17: found the tag 'tag:yaml.org,2002:str', expected the value alone.")]
    [InlineData("criteria: [{id: a, text: A}]\n---\ncriteria: []", "2:1: found a second document, expected one.")]
    [InlineData("execution_settings: {temperature: 0}\ncriteria: [{id: a, text: A}]", "1:35: found the number 0, expected the execution settings of 'temperature': a mapping.")]
    [InlineData("input_variables: [{name: a}, {name: a}]\ncriteria: [{id: a, text: A}]", "1:37: found the text 'a', expected different names of input variables.")]
    [InlineData("criteria: [{id: a, text: A}, {id: b, text: B, when: a}]", "1:53: found the text 'a', expected a condition: a mapping.")]
    [InlineData("criteria: [{id: a, text: A}, {id: b, text: B, when: {}}]", "1:53: found nothing in a condition, expected one of met, unmet, variable.")]
    [InlineData("criteria: [{id: a, text: A}, {id: b, text: B, when: {met: a, unmet: a}}]", "1:53: found met and unmet in a condition, expected one of met, unmet, variable.")]
    [InlineData("criteria: [{id: a, text: A}, {id: b, text: B, when: {met: a, equals: x}}]", "1:70: found 'equals' beside 'met', expected it only beside 'variable'.")]
    [InlineData("criteria: [{id: a, text: A}, {id: b, text: B, when: {variable: v, equals: true}}]", "1:75: found true, expected a text for 'equals' (in quotes).")]
    [InlineData("criteria: [{id: abc, text: A}, {id: b, text: B, when: {unmet: abd}}]", "1:63: found the unknown criterion 'abd' in the condition of 'b', expected one that stands before 'b'; the nearest is 'abc'.")]
    [InlineData("criteria: [{id: a, text: A}, {id: b, text: B, when: {met: c}}, {id: c, text: C}]", "1:59: found the criterion 'c' in the condition of 'b', expected one that stands before 'b'.")]
    [InlineData("criteria: [{id: a, text: A}, {id: b, text: B, when: {met: b}}]", "1:59: found the criterion 'b' in the condition of 'b', expected one that stands before 'b'.")]
    [InlineData("criteria: [{id: a, text: A, when: {met: b}}, {id: c, text: C}]", "1:41: found the unknown criterion 'b' in the condition of 'a', expected one that stands before 'a'; there is none.")]
    [InlineData("criteria: [{id: a, text: A, weight: 0}, {id: b, text: B, when: {met: a}}]", "1:11: found a positive weight only in criteria that apply if another is met or unmet, expected one in a criterion that always applies.")]
    [InlineData("criteria: [{id: a, text: A, group: 3}]", "1:36: found the number 3, expected a text for 'group' (in quotes).")]
    [InlineData("criteria: [{id: a, text: A, tags: [3]}]", "1:36: found the number 3, expected a text for a tag.")]
    [InlineData("calls: one\ncriteria: [{id: a, text: A}]", "1:8: found the text 'one', expected all or each or group for 'calls'.")]
    [InlineData("tools: [contain]\ncriteria: [{id: a, text: A}]", "1:9: found the unknown check 'contain', expected the id of a check; the nearest is 'contains'.")]
    [InlineData("tools: [contains, contains]\ncriteria: [{id: a, text: A}]", "1:19: found the text 'contains', expected different tools.")]
    [InlineData("tools: [3]\ncriteria: [{id: a, text: A}]", "1:9: found the number 3, expected the id of a check for a tool.")]
    public void Parse_OneFault_NamesPlaceFoundAndExpected(string yaml, string fault) => Faults(yaml).Should().Equal("desk.yaml:" + fault);

    [Fact]
    public void Parse_FaultyCriteriaWithoutAPositiveWeight_NamesBoth() =>
        Faults("criteria: [{id: a, text: A, weight: -1, check: none}, {id: b, weight: 0}]").Should().HaveCount(3)
            .And.ContainMatch("*unknown check*").And.ContainMatch("*no 'text'*").And.ContainMatch("*no criterion with a positive weight*");

    [Fact]
    public void Parse_BrokenYaml_NamesThePlace() =>
        Faults("criteria:\n  - id: a\n   text: A\n").Should().ContainSingle().Which.Should().StartWith("desk.yaml:3:").And.Contain("found broken YAML");

    [Fact]
    public void Parse_HalfASurrogatePair_IsAFault() =>
        Faults("criteria: [{id: a, text: \"\\ud800\\ud800\"}]").Should().ContainSingle().Which.Should().Contain("found broken YAML");

    [Fact]
    public void Parse_DeepNesting_IsAFaultAndNoStackOverflow() =>
        Faults(new string('[', 100_000)).Should().ContainSingle().Which.Should().Contain("found more than 64 levels");

    [Fact]
    public void Parse_InvalidUtf8_NamesThePlace()
    {
        byte[] content = [.. "criteria:\n- id: é"u8, 0xFF, .. "\n"u8];

        FluentActions.Invoking(() => RubricFile.Parse("desk.yaml", content, FakeChecks.All))
            .Should().Throw<RubricException>().Which.Faults.Should().Equal("desk.yaml:2:8: found a byte that is not UTF-8, expected UTF-8.");
    }

    [Fact]
    public void Parse_ByteOrderMarkAndWindowsLines_AreFine() => Parse("\uFEFFcriteria:\r\n- id: a\r\n  text: A\r\n").Criteria.Should().ContainSingle();

    [Fact]
    public void Parse_ConditionOnACriterionWithAFault_IsNoSecondFault() =>
        Faults("criteria: [{id: a, text: A}, {id: b, text: B, weight: x}, {id: c, text: C, when: {met: b}}]").Should().ContainSingle().Which.Should().Contain("finite number");

    [Fact]
    public void Lint_MissingFile_NamesIt() => RubricLinter.Lint("no/such.yaml", FakeChecks.All).Should().ContainSingle().Which.Should().StartWith("no/such.yaml: ");

    private static Rubric Parse(string yaml) => RubricFile.Parse("rubrics/desk.yaml", Encoding.UTF8.GetBytes(yaml), FakeChecks.All);

    private static IReadOnlyList<string> Faults(string yaml) => FluentActions
        .Invoking(() => RubricFile.Parse("desk.yaml", Encoding.UTF8.GetBytes(yaml), FakeChecks.All))
        .Should().Throw<RubricException>().Which.Faults;
}
