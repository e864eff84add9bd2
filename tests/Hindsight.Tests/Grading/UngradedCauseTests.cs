using Hindsight.Grading;
using Hindsight.Testing;

namespace Hindsight.Tests.Grading;

public sealed class UngradedCauseTests
{
    [Fact]
    public void JudgesDocument_TableOfCauses_HasEachOfThem()
    {
        string[] rows = [.. File.ReadAllLines(Path.Combine(Repository.Root, "docs", "judges.md")).Where(line => line.StartsWith("| `", StringComparison.Ordinal))];

        Enum.GetNames<UngradedCause>().Where(cause => !rows.Any(row => row.StartsWith($"| `{cause}` | ", StringComparison.Ordinal))).Should().BeEmpty();
    }
}
