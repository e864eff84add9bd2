using Microsoft.Extensions.Options;

namespace Hindsight.SemanticKernel.Judging;

/// <summary>Says everything that is wrong with a panel's settings: a line each, naming the key, the value found and what was expected.</summary>
/// <param name="judges">The names of the judges.</param>
/// <param name="panels">The names of the panels.</param>
public sealed class PanelOptionsValidator(IReadOnlyCollection<string> judges, IReadOnlyCollection<string> panels) : IValidateOptions<PanelOptions>
{
    private const int LeastJudges = 2;

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, PanelOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        List<string> faults = [.. Faults(name ?? "", options).Select(f => $"{PanelOptions.Section}:{name}{f}")];
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private IEnumerable<string> Faults(string name, PanelOptions o)
    {
        if (judges.Contains(name, StringComparer.OrdinalIgnoreCase))
            yield return " has the name of a judge; expected one of its own.";
        if (o.Judges.Count < LeastJudges)
            yield return $":Judges has {o.Judges.Count}; expected at least {LeastJudges} judges.";
        foreach (string twice in o.Judges.GroupBy(j => j).Where(g => g.Count() > 1).Select(g => g.Key))
            yield return $":Judges names '{twice}' more than once; expected different judges.";
        foreach (string unknown in o.Judges.Distinct().Where(j => !judges.Contains(j)))
            yield return $":Judges names '{unknown}'; {Expected(unknown)}.";
        if (!Enum.IsDefined(o.Rule))
            yield return $":Rule is {o.Rule}; expected {string.Join(", ", Enum.GetNames<PanelRule>())}.";
        if (o.Escalation.Length == 0)
            yield break;
        if (!judges.Contains(o.Escalation))
            yield return $":Escalation is '{o.Escalation}'; {Expected(o.Escalation)}.";
        if (o.Judges.Contains(o.Escalation))
            yield return $":Escalation is '{o.Escalation}', one of the panel's judges; expected another, who has not decided yet.";
    }

    private string Expected(string found) => (panels.Contains(found) ? "panels do not nest: " : "") + "expected " + (judges.Count == 0 ? "none: Hindsight:Judges is empty" : $"one of {string.Join(", ", judges)}");
}
