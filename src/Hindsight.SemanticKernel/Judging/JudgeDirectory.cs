using System.Diagnostics.CodeAnalysis;

namespace Hindsight.SemanticKernel.Judging;

/// <summary>The configured judges by name, and the one that decides criteria that name none.</summary>
internal sealed class JudgeDirectory(IReadOnlyCollection<Judge> judges, string? standard)
{
    public static JudgeDirectory None { get; } = new([], null);

    /// <summary>Finds a judge, or says why there is none.</summary>
    /// <param name="name">Its name, or <see langword="null"/>: the configured one, or the only one.</param>
    /// <param name="judge">The judge.</param>
    /// <param name="fault">What was found and what was expected.</param>
    public bool TryFind(string? name, [NotNullWhen(true)] out Judge? judge, [NotNullWhen(false)] out string? fault)
    {
        string? wanted = name ?? standard;
        judge = wanted is null ? (judges.Count == 1 ? judges.First() : null) : judges.FirstOrDefault(j => j.Name == wanted);
        fault = judge is not null ? null
            : wanted is null ? judges.Count == 0 ? "no judge is configured" : $"no judge is named and several are configured: {Names}"
            : $"found the judge's name '{wanted}', expected {(judges.Count == 0 ? "none: no judge is configured" : $"one of {Names}")}";
        return judge is not null;
    }

    private string Names => string.Join(", ", judges.Select(j => j.Name));
}
