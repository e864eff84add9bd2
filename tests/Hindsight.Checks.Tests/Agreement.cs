using System.Text;
using Hindsight.Testing;
using Xunit.Abstractions;

namespace Hindsight.Checks.Tests;

/// <summary>Verdicts compared with the official ones, by check.</summary>
internal sealed class Agreement
{
    private const double Least = 0.999;

    private readonly SortedDictionary<string, (int Verdicts, int Disagreements)> _byCheck = new(StringComparer.Ordinal);

    public int Verdicts => _byCheck.Values.Sum(c => c.Verdicts);

    /// <summary>What the two say differently: a name that the documentation lists too, and the reason given here.</summary>
    public List<(string Name, string Reason)> Disagreements { get; } = [];

    public double Share => 1 - (double)Disagreements.Count / Math.Max(1, Verdicts);

    public void Add(string check, string name, bool official, bool ours, string reason)
    {
        (int verdicts, int disagreements) = _byCheck.GetValueOrDefault(check);
        _byCheck[check] = (verdicts + 1, disagreements + (official == ours ? 0 : 1));
        if (official != ours) Disagreements.Add((name, $"official {(official ? "met" : "unmet")}, here: {reason}"));
    }

    /// <summary>Prints the agreement, and demands that it is nearly whole and that the documentation lists what is missing.</summary>
    public void Assess(string title, ITestOutputHelper output)
    {
        Print(title, output);
        Verdicts.Should().BePositive(title);
        Share.Should().BeGreaterThanOrEqualTo(Least, title);
        string documented = File.ReadAllText(Path.Combine(Repository.Root, "docs", "checks.md"));
        Disagreements.Where(d => !documented.Contains(d.Name, StringComparison.Ordinal)).Should().BeEmpty("docs/checks.md lists every disagreement with its cause");
    }

    private void Print(string title, ITestOutputHelper output)
    {
        var table = new StringBuilder($"{title}: {Verdicts - Disagreements.Count} of {Verdicts} verdicts agree\n");
        foreach ((string check, (int verdicts, int disagreements)) in _byCheck)
            table.Append($"{check,-50} {verdicts - disagreements,6} of {verdicts}\n");
        foreach ((string name, string reason) in Disagreements)
            table.Append($"{name}: {reason}\n");
        output.WriteLine(table.ToString());
    }
}
