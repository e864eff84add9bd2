using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Hindsight.Documents;
using Hindsight.Rubrics;
using Hindsight.Testing;
using Json.Schema;

namespace Hindsight.Checks.Tests.Rubrics;

/// <summary>The schema says of rubric files what the reader does; its parts on checks are the registry's: <c>HINDSIGHT_WRITE_DOCS=1 dotnet test</c> writes them anew.</summary>
public sealed partial class RubricSchemaTests
{
    private static readonly string Written = File.ReadAllText(RubricSchema.Path);

    private static readonly Lazy<JsonSchema> Schema = new(() => JsonSchema.FromText(Written));

    public static TheoryData<string> RubricFiles => new(Directory.GetFiles(Path.Combine(Repository.Root, "rubrics"), "*.yaml", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Repository.Root, f)));

    public static TheoryData<string> Examples => new(Fence().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "rubrics.md"))).Select(m => m.Groups[1].Value));

    [Fact]
    public void Schema_Registry_IsDescribedAsItIs()
    {
        string schema = RubricSchema.Render(Written, CheckRegistry.Default.Checks);
        if (Environment.GetEnvironmentVariable("HINDSIGHT_WRITE_DOCS") == "1")
            File.WriteAllText(RubricSchema.Path, schema);

        File.ReadAllText(RubricSchema.Path).Should().Be(schema, "HINDSIGHT_WRITE_DOCS=1 dotnet test writes it anew");
    }

    [Fact]
    public void Schema_Keys_AreTheReaders()
    {
        using JsonDocument schema = JsonDocument.Parse(Written);
        JsonElement definitions = schema.RootElement.GetProperty("definitions");

        Keys(schema.RootElement).Should().BeEquivalentTo(RubricReader.Keys);
        Keys(definitions.GetProperty("criterion")).Should().BeEquivalentTo(CriterionReader.Keys);
        Keys(definitions.GetProperty("level")).Should().BeEquivalentTo(CriterionReader.LevelKeys);
        Keys(definitions.GetProperty("condition")).Should().BeEquivalentTo(ConditionReader.Keys);
        Keys(definitions.GetProperty("input_variable")).Should().BeEquivalentTo(RubricReader.VariableKeys);
    }

    [Fact]
    public void Schema_EveryKey_HasAWordForHover()
    {
        using JsonDocument schema = JsonDocument.Parse(Written);
        JsonElement definitions = schema.RootElement.GetProperty("definitions");

        definitions.EnumerateObject().Select(d => d.Value).Append(schema.RootElement).Where(d => d.TryGetProperty("properties", out _))
            .SelectMany(d => d.GetProperty("properties").EnumerateObject())
            .Where(p => !p.Value.TryGetProperty("$ref", out _) && string.IsNullOrWhiteSpace(p.Value.GetProperty("description").GetString())).Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(RubricFiles))]
    public void Schema_RubricOfTheRepository_IsAccepted(string path)
    {
        string text = File.ReadAllText(Path.Combine(Repository.Root, path));

        Accepts(text).Should().BeTrue();
        text.Should().StartWith("# yaml-language-server: $schema=rubric.schema.json\n");
        RubricLinter.Lint(Path.Combine(Repository.Root, path), CheckRegistry.Default).Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void Schema_ExampleOfTheDocument_IsAccepted(string example)
    {
        Accepts(example).Should().BeTrue();
        Reads(example).Should().BeTrue();
    }

    [Fact]
    public void Start_EverythingThatIsCommentedOut_IsSoundToo()
    {
        string start = File.ReadAllText(Path.Combine(Repository.Root, "rubrics", "start", "rubric.yaml"));
        string whole = CommentedOut().Replace(start[start.IndexOf('\n', StringComparison.Ordinal)..], "$1");

        whole.Should().Contain("\n  - id: warm").And.Contain("\ncalls: all").And.Contain("\ntools: [word_count]");
        Accepts(whole).Should().BeTrue();
        Reads(whole).Should().BeTrue();
    }

    [Theory]
    [InlineData("- a")]
    [InlineData("name: desk")]
    [InlineData("criteria: []")]
    [InlineData("criteria: {id: a, text: A}")]
    [InlineData("nmae: desk\ncriteria: [{id: a, text: A}]")]
    [InlineData("name: ' '\ncriteria: [{id: a, text: A}]")]
    [InlineData("template_format: jinja\ncriteria: [{id: a, text: A}]")]
    [InlineData("calls: one\ncriteria: [{id: a, text: A}]")]
    [InlineData("tools: [no_such_check]\ncriteria: [{id: a, text: A}]")]
    [InlineData("tools: [word_count, word_count]\ncriteria: [{id: a, text: A}]")]
    [InlineData("execution_settings: {temperature: 0}\ncriteria: [{id: a, text: A}]")]
    [InlineData("input_variables: [{description: x}]\ncriteria: [{id: a, text: A}]")]
    [InlineData("input_variables: [{name: a, default: []}]\ncriteria: [{id: a, text: A}]")]
    [InlineData("criteria: [{id: a, text: A, weight: 0}, {id: b, text: B, weight: -1}]")]
    [InlineData("criteria: [{id: a, text: A, weight: 0}, {id: b, text: B, when: {met: a}}]")]
    [InlineData("criteria: [{id: a a, text: A}]")]
    [InlineData("criteria: [{text: A}]")]
    [InlineData("criteria: [{id: a}]")]
    [InlineData("criteria: [{id: a, text: 5}]")]
    [InlineData("criteria: [{id: a, text: A, wieght: 1}]")]
    [InlineData("criteria: [{id: a, text: A, weight: heavy}]")]
    [InlineData("criteria: [{id: a, text: A, veto: yes}]")]
    [InlineData("criteria: [{id: a, text: A}, {id: b, text: B, veto: true, weight: -1}]")]
    [InlineData("criteria: [{id: a, text: A, kind: model}]")]
    [InlineData("criteria: [{id: a, text: A, kind: check}]")]
    [InlineData("criteria: [{id: a, text: A, kind: judge, check: no_digits}]")]
    [InlineData("criteria: [{id: a, text: A, arguments: {}}]")]
    [InlineData("criteria: [{id: a, text: A, check: word_count, arguments: {max: 3}, judge: j}]")]
    [InlineData("criteria: [{id: a, text: A, check: no_such_check}]")]
    [InlineData("criteria: [{id: a, text: A, check: starts_with}]")]
    [InlineData("criteria: [{id: a, text: A, check: word_count, arguments: {maximum: 3}}]")]
    [InlineData("criteria: [{id: a, text: A, check: word_count, arguments: {max: many}}]")]
    [InlineData("criteria: [{id: a, text: A, check: contains, arguments: {texts: [x], mode: some}}]")]
    [InlineData("criteria: [{id: a, text: A, levels: 3}]")]
    [InlineData("criteria: [{id: a, text: A, levels: [{degree: 1, description: y}]}]")]
    [InlineData("criteria: [{id: a, text: A, levels: [{degree: -1, description: x}, {degree: 1, description: y}]}]")]
    [InlineData("criteria: [{id: a, text: A, levels: [{degree: 0}, {degree: 1, description: y}]}]")]
    [InlineData("criteria: [{id: a, text: A}, {id: b, text: B, when: a}]")]
    [InlineData("criteria: [{id: a, text: A}, {id: b, text: B, when: {}}]")]
    [InlineData("criteria: [{id: a, text: A}, {id: b, text: B, when: {met: a, unmet: a}}]")]
    [InlineData("criteria: [{id: a, text: A}, {id: b, text: B, when: {met: a, equals: x}}]")]
    [InlineData("criteria: [{id: a, text: A, group: 3}]")]
    [InlineData("criteria: [{id: a, text: A, tags: [3]}]")]
    public void Schema_WhatTheReaderRefuses_IsRefused(string yaml)
    {
        Reads(yaml).Should().BeFalse();
        Accepts(yaml).Should().BeFalse();
    }

    [Theory]
    [InlineData("criteria: [{id: a, check: word_count, arguments: {max: '{{$words}}'}}]")]
    [InlineData("criteria: [{id: a, check: word_count, arguments: {max: '12'}}]")]
    [InlineData("criteria: [{id: a, text: A, check: contains, arguments: {texts: x, mode: '{{$mode}}', ignore_case: '{{$case}}'}}]")]
    [InlineData("criteria: [{id: a, text: A, kind: judge, weight: 0.5, judge: j, group: g, tags: [x]}, {id: b, text: B, weight: -1, when: {unmet: a}}]")]
    [InlineData("input_variables: [{name: a, default: 3, is_required: false}]\ncriteria: [{id: a, text: A, when: {variable: v, equals: 3}}]")]
    public void Schema_WhatTheReaderTakes_IsAccepted(string yaml)
    {
        Reads(yaml).Should().BeTrue();
        Accepts(yaml).Should().BeTrue();
    }

    private static bool Accepts(string yaml) => Schema.Value.Evaluate(YamlDocument.Parse(yaml).ToJson()).IsValid;

    private static bool Reads(string yaml)
    {
        try
        {
            RubricFile.Parse("order-desk.yaml", Encoding.UTF8.GetBytes(yaml), CheckRegistry.Default);
            return true;
        }
        catch (RubricException)
        {
            return false;
        }
    }

    private static IEnumerable<string> Keys(JsonElement schema) => schema.GetProperty("properties").EnumerateObject().Select(p => p.Name);

    [GeneratedRegex("```yaml\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Fence();

    // '#' alone stands before a criterion, '# ' before a key of the rubric; prose begins with a capital.
    [GeneratedRegex("^#(?: (?=[a-z]))?((?:  |[a-z]).*)$", RegexOptions.Multiline)]
    private static partial Regex CommentedOut();
}
