using Microsoft.Extensions.Options;

namespace Hindsight.SemanticKernel.Judging;

/// <summary>Demands that a judge's fallback is another judge, and that its own fallbacks do not lead back.</summary>
/// <param name="fallbacks">Each judge's fallback by the judge's name; empty: none.</param>
public sealed class JudgeFallbackValidator(IReadOnlyDictionary<string, string> fallbacks) : IValidateOptions<JudgeOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, JudgeOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Fallback.Length == 0)
            return ValidateOptionsResult.Success;
        string key = $"{JudgeOptions.Section}:{name}:{nameof(JudgeOptions.Fallback)} is '{options.Fallback}'; expected ";
        if (!fallbacks.ContainsKey(options.Fallback))
            return ValidateOptionsResult.Fail($"{key}one of {string.Join(", ", fallbacks.Keys)}.");
        List<string> chain = [name ?? ""];
        for (string next = options.Fallback; next.Length > 0 && fallbacks.ContainsKey(next); next = fallbacks[next])
        {
            if (next == chain[0])
                return ValidateOptionsResult.Fail($"{key}a judge that does not fall back to '{next}' itself ({string.Join(" → ", chain)} → {next}).");
            // A circle further on is its own judges' fault.
            if (chain.Contains(next))
                break;
            chain.Add(next);
        }
        return ValidateOptionsResult.Success;
    }
}
