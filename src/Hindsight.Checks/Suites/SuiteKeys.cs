using Hindsight.Documents;
using Hindsight.Suites;

namespace Hindsight.Checks.Suites;

/// <summary>The keys of a suite's prompts, each of which may occur once.</summary>
internal sealed class SuiteKeys(Faults faults)
{
    private readonly Dictionary<string, int> _lines = [];

    /// <summary>The key of a line; empty with a fault where it has none.</summary>
    public string Take(Map map, string name)
    {
        if (map.Require(name, "a text or a number") is not { } value || SuiteKey.Read(value, faults) is not { } key) return "";
        if (!_lines.TryAdd(key, value.Line)) faults.Add(value, $"found the {name} {Node.Quote(key)} of line {_lines[key]} again, expected different ones.");
        return key;
    }
}
