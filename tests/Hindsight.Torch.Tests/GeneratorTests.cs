using System.Text.RegularExpressions;
using Hindsight.Testing;

namespace Hindsight.Torch.Tests;

/// <summary>What the banned symbols cannot say: most of torch's random operations take their generator as an optional argument. Every call gives one.</summary>
public sealed partial class GeneratorTests
{
    [Fact]
    public void RandomOperations_EveryCall_NamesItsGenerator()
    {
        string[] sources = [.. new[] { "src", "tests", "samples" }.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories))];
        var calls = sources.SelectMany(path => RandomOperation().Matches(File.ReadAllText(path)).Select(call => $"{Path.GetFileName(path)}: {call.Value}")).ToList();

        calls.Should().HaveCountGreaterThan(5, "there are some").And.OnlyContain(call => call.Contains("generator"));
    }

    // A call with its arguments, parentheses within them included.
    [GeneratedRegex(@"(?:(?<![\w.])(?:torch\.)?(?:rand|randn|randint|randperm|normal|bernoulli|multinomial|poisson)|\.(?:bernoulli_?|cauchy_|exponential_|geometric_|multinomial|normal_|poisson|random_|uniform_))\((?>[^()]+|(?<open>\()|(?<-open>\)))*(?(open)(?!))\)")]
    private static partial Regex RandomOperation();
}
