using System.Text.Json;
using Hindsight.Grading;
using Microsoft.Extensions.DependencyInjection;

namespace Hindsight.Checks.Tests;

public sealed class CheckRegistryTests
{
    [Fact]
    public void Default_BuiltInChecks_AreFoundById()
    {
        CheckRegistry.Default.Checks.Select(c => c.Id).Should().Contain(
            ["word_count", "sentence_count", "line_count", "paragraph_count", "character_count", "bullet_count", "max_repetition",
             "contains", "not_contains", "starts_with", "ends_with", "regex", "letter_case", "language_script", "json"]);
        CheckRegistry.Default.TryGet("no_such_check", out _).Should().BeFalse();
    }

    [Fact]
    public void Constructor_DuplicateId_IsRefusedByName()
    {
        Action act = () => _ = new CheckRegistry([.. CheckRegistry.BuiltIn, new OwnCheck("regex")]);

        act.Should().Throw<ArgumentException>().WithMessage("*'regex' (*RegexCheck*OwnCheck*");
    }

    [Fact]
    public void AddHindsightChecks_ChecksOfTheApplication_AreInTheRegistry()
    {
        using ServiceProvider services = new ServiceCollection().AddSingleton<ICheck>(new OwnCheck("own/even")).AddHindsightChecks().BuildServiceProvider();

        ICheckRegistry registry = services.GetRequiredService<ICheckRegistry>();

        registry.TryGet("own/even", out _).Should().BeTrue();
        registry.TryGet("word_count", out _).Should().BeTrue();
    }

    private sealed class OwnCheck(string id) : ICheck
    {
        public string Id => id;

        public string Description => "";

        public IReadOnlyList<CheckParameter> Parameters => [];

        public IReadOnlyList<string> Validate(IReadOnlyDictionary<string, JsonElement> arguments) => [];

        public string Describe(IReadOnlyDictionary<string, JsonElement> arguments) => "";

        public CheckOutcome Evaluate(string answer, IReadOnlyDictionary<string, JsonElement> arguments) => new(VerdictKind.Met, "");
    }
}
