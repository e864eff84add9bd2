using System.Text.Json;
using Hindsight.Checks;
using Hindsight.Grading;
using Hindsight.SemanticKernel.Checks;
using Microsoft.SemanticKernel;

namespace Hindsight.SemanticKernel.Tests.Checks;

public sealed class CheckPluginTests
{
    private static Kernel KernelWithChecks()
    {
        var kernel = new Kernel();
        kernel.Plugins.AddChecks(CheckRegistry.Default.Checks);
        return kernel;
    }

    private static async Task<CheckResult> InvokeAsync(string function, KernelArguments arguments) =>
        (await KernelWithChecks().InvokeAsync<CheckResult>(CheckPlugin.Name, function, arguments))!;

    [Fact]
    public async Task Invoke_Values_GivesTheChecksVerdictReasonAndDegree()
    {
        CheckResult result = await InvokeAsync("word_count", new KernelArguments { ["answer"] = "one two", ["min"] = 4 });

        result.Should().Be(new CheckResult("unmet", "Found 2 words; expected at least 4 words.", 0.5));
    }

    [Fact]
    public async Task Invoke_ListsAsValueJsonOrText_AreTheSame()
    {
        foreach (object texts in (object[])[new[] { "tea", "mate" }, JsonSerializer.SerializeToElement(new[] { "tea", "mate" }), """["tea","mate"]"""])
            (await InvokeAsync("contains", new KernelArguments { ["answer"] = "mate and tea", ["texts"] = texts })).Verdict.Should().Be("met");
    }

    [Fact]
    public async Task Invoke_FaultyArguments_AreUnknownWithEveryFault()
    {
        CheckResult result = await InvokeAsync("word_count", new KernelArguments { ["min"] = "many", ["max"] = -3 });

        result.Verdict.Should().Be("unknown");
        result.Reason.Should().ContainAll("'answer' is missing", "'min': found \"many\"", "'max': found -3");
    }

    [Fact]
    public async Task Invoke_FromATemplate_WritesTheVerdictIntoThePrompt()
    {
        var prompt = new KernelPromptTemplateFactory().Create(new PromptTemplateConfig("""Verdict: {{Checks.word_count answer=$draft max="1"}}""") { AllowDangerouslySetContent = true });

        string rendered = await prompt.RenderAsync(KernelWithChecks(), new KernelArguments { ["draft"] = "one two" });

        rendered.Should().Be("Verdict: unmet: Found 2 words; expected at most 1 word.");
    }

    [Fact]
    public void Functions_EveryRegisteredCheck_IsAToolWithAValidNameAndSchema()
    {
        KernelPlugin plugin = CheckPlugin.Create(CheckRegistry.Default.Checks);

        plugin.FunctionCount.Should().Be(CheckRegistry.Default.Checks.Count);
        foreach (ICheck check in CheckRegistry.Default.Checks)
        {
            KernelFunction function = plugin[CheckPlugin.FunctionName(check.Id)];
            $"{CheckPlugin.Name}-{function.Name}".Should().MatchRegex("^[A-Za-z0-9_-]{1,64}$");
            function.Description.Should().NotBeEmpty();
            JsonElement schema = function.JsonSchema;
            schema.GetProperty("properties").EnumerateObject().Select(p => p.Name).Should().Equal(["answer", .. check.Parameters.Select(p => p.Name)]);
            schema.GetProperty("properties").EnumerateObject().Should().OnlyContain(p => p.Value.GetProperty("description").GetString()!.Length > 0);
            schema.GetProperty("required").EnumerateArray().Select(n => n.GetString()).Should().Equal(["answer", .. check.Parameters.Where(p => p.Required).Select(p => p.Name)]);
        }
    }

    [Theory]
    [InlineData("letter_case", "case", """{"type":"string","enum":["lower","upper","title"]}""")]
    [InlineData("word_count", "min", """{"type":"integer","minimum":0}""")]
    [InlineData("language_script", "min_share", """{"type":"number","minimum":0,"maximum":1,"default":0.9}""")]
    [InlineData("contains", "texts", """{"type":"array","items":{"type":"string"},"minItems":1}""")]
    [InlineData("contains", "ignore_case", """{"type":"boolean","default":false}""")]
    public void Parameters_OfEveryType_HaveTheirSchema(string function, string parameter, string schema)
    {
        KernelParameterMetadata found = CheckPlugin.Create(CheckRegistry.Default.Checks)[function].Metadata.Parameters.Single(p => p.Name == parameter);

        using JsonDocument expected = JsonDocument.Parse(schema);
        foreach (JsonProperty property in expected.RootElement.EnumerateObject())
            JsonElement.DeepEquals(found.Schema!.RootElement.GetProperty(property.Name), property.Value).Should().BeTrue($"{property.Name} of {found.Schema}");
    }

    [Fact]
    public void Create_IdsWithOneName_AreRefused()
    {
        Action act = () => CheckPlugin.Create([new NamedCheck("own/a"), new NamedCheck("own:a"), new NamedCheck(new string('b', 58))]);

        act.Should().Throw<ArgumentException>().WithMessage("*'own/a' and 'own:a' give the same function name 'own_a'*has 58 characters, expected at most 57*");
    }

    private sealed class NamedCheck(string id) : ICheck
    {
        public string Id => id;

        public string Description => "";

        public IReadOnlyList<CheckParameter> Parameters => [];

        public IReadOnlyList<string> Validate(IReadOnlyDictionary<string, JsonElement> arguments) => [];

        public string Describe(IReadOnlyDictionary<string, JsonElement> arguments) => "";

        public CheckOutcome Evaluate(string answer, IReadOnlyDictionary<string, JsonElement> arguments) => new(VerdictKind.Met, "");
    }
}
