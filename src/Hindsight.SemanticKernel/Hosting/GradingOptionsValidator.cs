using System.Globalization;
using Hindsight.SemanticKernel.Judging;
using Microsoft.Extensions.Options;

namespace Hindsight.SemanticKernel.Hosting;

/// <summary>Demands that judges that are named are configured, and that what the probes need is there.</summary>
/// <param name="roster">All judges and panels.</param>
public sealed class GradingOptionsValidator(JudgeRoster roster) : IValidateOptions<GradingOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, GradingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        string[] faults = [.. Faults(options).Select(f => $"{GradingOptions.Section}:{f}")];
        return faults.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private IEnumerable<string> Faults(GradingOptions options)
    {
        IReadOnlyList<string> judges = roster.Names;
        foreach ((string key, string judge) in new[] { ("Judge", options.Judge), ("Steering:Judge", options.Steering.Judge), ("Gold:Judge", options.Gold.Judge) })
        {
            if (judge.Length > 0 && !judges.Contains(judge))
                yield return $"{key} is '{judge}'; expected {(judges.Count == 0 ? $"none: {GradingOptions.Section}:Judges is empty" : $"one of {string.Join(", ", judges)}")}.";
        }
        if (options.Steering is { Action: not SteeringAction.Off, Judge.Length: 0 } && options.Judge.Length == 0 && judges.Count != 1)
            yield return $"Steering:Action is {options.Steering.Action} and no judge is named; expected Steering:Judge or Judge to name one.";
        string? standard = options.Judge.Length > 0 ? options.Judge : judges.Count == 1 ? judges[0] : null;
        if (options.Gold.Judge.Length > 0 && options.Gold.Judge == standard)
            yield return $"Gold:Judge is '{standard}', which answers are trained on; expected another.";
        else if (options.Gold.Judge.Length > 0 && standard is not null && roster.Shared(standard, options.Gold.Judge) is { Count: > 0 } shared)
            yield return $"Gold:Judge is '{options.Gold.Judge}' and the judge that answers are trained on '{standard}': both ask {string.Join(", ", shared)}; expected a gold judge that is held out.";
        if (!(options.Gold.Rate is >= 0 and <= 1))
            yield return string.Create(CultureInfo.InvariantCulture, $"Gold:Rate is {options.Gold.Rate}; expected 0 to 1.");
    }
}
