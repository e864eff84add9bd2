using Hindsight.Testing;
using Hindsight.Worker.Configuration;

namespace Hindsight.Worker.Tests.Configuration;

public sealed class ConfigurationDocumentationTests
{
    [Fact]
    public void Document_SaysWhatTheOptionsTypesSay()
    {
        string path = Path.Combine(Repository.Root, "docs", "configuration.md");
        string expected = ConfigurationPage.Render();
        if (Environment.GetEnvironmentVariable("HINDSIGHT_WRITE_DOCS") == "1") File.WriteAllText(path, expected);

        File.ReadAllText(path).Should().Be(expected, "HINDSIGHT_WRITE_DOCS=1 dotnet test writes it anew");
    }

    [Fact]
    public void Options_EveryKey_IsDocumented() =>
        ConfigurationPage.Render().Split('\n').Where(line => line.EndsWith("|  |", StringComparison.Ordinal) || line.Contains("|  |", StringComparison.Ordinal))
            .Should().BeEmpty("every setting has a summary, and a default or a word on it");

    [Fact]
    public void Options_EveryKeyHasATypeThatTheReaderKnows() =>
        ConfigurationKeys.PathsOf(typeof(HindsightSettings), "Hindsight").Should().NotBeEmpty().And.OnlyHaveUniqueItems();
}
