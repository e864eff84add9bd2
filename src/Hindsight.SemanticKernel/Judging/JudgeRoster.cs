namespace Hindsight.SemanticKernel.Judging;

/// <summary>Who is asked where a judge or a panel is named.</summary>
/// <param name="fallbacks">Each judge's fallback by the judge's name; empty: none.</param>
/// <param name="panels">Each panel's judges by the panel's name, with its escalation judge where it has one.</param>
public sealed class JudgeRoster(IReadOnlyDictionary<string, string> fallbacks, IReadOnlyDictionary<string, IReadOnlyList<string>> panels)
{
    /// <summary>The names of all judges, then of all panels.</summary>
    public IReadOnlyList<string> Names => [.. fallbacks.Keys, .. panels.Keys];

    /// <summary>The judges whose word may count where this one decides, and where the gold judge does. Empty: the gold judge is held out.</summary>
    /// <param name="decider">The judge or panel that answers are trained on.</param>
    /// <param name="gold">The gold judge or panel.</param>
    public IReadOnlyList<string> Shared(string decider, string gold) => [.. Asked(decider, withFallbacks: true).Intersect(Asked(gold, withFallbacks: false))];

    /// <summary>What is wrong with a criterion's judge beside the gold judge, or <see langword="null"/>: nothing.</summary>
    public string? Fault(string decider, string gold) => Shared(decider, gold) is not { Count: > 0 } shared ? null
        : $"found the judge '{decider}', expected one that {(decider == gold ? "is not the gold judge" : $"does not ask {string.Join(", ", shared)}, as the gold judge '{gold}' does")}";

    // A panel's judges and the gold judge are asked without their fallbacks.
    private IEnumerable<string> Asked(string name, bool withFallbacks)
    {
        if (panels.TryGetValue(name, out IReadOnlyList<string>? members))
            return members;
        List<string> chain = [name];
        for (string? next = name; withFallbacks && fallbacks.TryGetValue(next, out next) && next.Length > 0 && !chain.Contains(next);)
            chain.Add(next);
        return chain;
    }
}
