using System.Globalization;
using System.Text;
using Hindsight.Grading;
using Hindsight.Testing;

namespace Hindsight.Checks.Tests;

/// <summary>docs/checks.md is what the registry says, up to its last part, which is written by hand; <c>HINDSIGHT_WRITE_DOCS=1 dotnet test</c> writes the first anew.</summary>
public sealed class CheckDocumentationTests
{
    private const string WrittenByHand = "\n# Agreement with official programs\n";

    private static readonly string Page = Path.Combine(Repository.Root, "docs", "checks.md");

    [Fact]
    public void Page_Registry_IsDescribedAsItIs()
    {
        string page = Render();
        if (Environment.GetEnvironmentVariable("HINDSIGHT_WRITE_DOCS") == "1")
            File.WriteAllText(Page, page + File.ReadAllText(Page)[Written().Length..]);

        Written().Should().Be(page);
    }

    /// <summary>What the page holds before its part that is written by hand.</summary>
    private static string Written()
    {
        string page = File.ReadAllText(Page);
        return page[..page.IndexOf(WrittenByHand, StringComparison.Ordinal)];
    }

    private static string Render()
    {
        var page = new StringBuilder("""
            # Checks

            What code decides in a rubric: `check` names one of these, `arguments` are its parameters. A list may be written as one text; a number as a text, so
            that a task's variable can stand for it. Texts are compared character by character, letters of every script alike.

            Every check is also a function of the Semantic Kernel plugin `Checks`: `kernel.Plugins.AddChecks(registry.Checks)` adds it to any kernel, for prompts, apps and
            judges to call. A function takes the check's parameters and `answer`, and returns verdict, reason and degree; its name is the check's id with `_` for what is
            neither letter nor digit (`muldimif_length_words`).

            The reference is written from the checks by a test, which fails when the two differ; `HINDSIGHT_WRITE_DOCS=1 dotnet test` writes it anew and keeps the last part.

            """);
        foreach (ICheck check in CheckRegistry.Default.Checks)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {check.Id}\n\n{check.Description}\n\n| parameter | takes | default | meaning |\n| --- | --- | --- | --- |\n");
            foreach (CheckParameter parameter in check.Parameters)
                page.Append(CultureInfo.InvariantCulture, $"| `{parameter.Name}` | {Takes(parameter)} | {Default(parameter)} | {parameter.Description} |\n");
        }
        return page.ToString();
    }

    private static string Takes(CheckParameter parameter) => parameter switch
    {
        { Choices.Count: > 0 } => string.Join(", ", parameter.Choices.Select(c => $"`{c}`")),
        { Type: CheckParameterType.TextList } => "texts",
        { Type: CheckParameterType.Boolean } => "true or false",
        { Type: CheckParameterType.Integer } => "a whole number" + Range(parameter),
        { Type: CheckParameterType.Number } => "a number" + Range(parameter),
        _ => "a text",
    };

    private static string Range(CheckParameter parameter) => (parameter.Minimum, parameter.Maximum) switch
    {
        ({ } low, null or int.MaxValue) => string.Create(CultureInfo.InvariantCulture, $" from {low}"),
        ({ } low, { } high) => string.Create(CultureInfo.InvariantCulture, $", {low} to {high}"),
        _ => "",
    };

    private static string Default(CheckParameter parameter) => parameter.Required ? "required" : parameter.Default is { } value ? $"`{value.GetRawText().Trim((char)34)}`" : "none";
}
