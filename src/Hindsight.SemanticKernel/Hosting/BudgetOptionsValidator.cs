using System.Globalization;
using Hindsight.Grading;
using Microsoft.Extensions.Options;

namespace Hindsight.SemanticKernel.Hosting;

/// <summary>Says everything that is wrong with the judges' budget.</summary>
public sealed class BudgetOptionsValidator : IValidateOptions<BudgetOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, BudgetOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        List<string> faults = [];
        if (options.MaxTokens < 0)
            faults.Add($"{BudgetOptions.Section}:MaxTokens is {options.MaxTokens}; expected at least 0.");
        if (!double.IsFinite(options.MaxCost) || options.MaxCost < 0)
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"{BudgetOptions.Section}:MaxCost is {options.MaxCost}; expected at least 0."));
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
