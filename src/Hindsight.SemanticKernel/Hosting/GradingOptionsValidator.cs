using Microsoft.Extensions.Options;

namespace Hindsight.SemanticKernel.Hosting;

/// <summary>Demands that the configured judge is one of the judges and panels.</summary>
internal sealed class GradingOptionsValidator(IReadOnlyList<string> judges) : IValidateOptions<GradingOptions>
{
    public ValidateOptionsResult Validate(string? name, GradingOptions options) => options.Judge.Length == 0 || judges.Contains(options.Judge)
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail(
            $"{GradingOptions.Section}:{nameof(GradingOptions.Judge)} is '{options.Judge}'; expected {(judges.Count == 0 ? "none: Hindsight:Judges is empty" : $"one of {string.Join(", ", judges)}")}.");
}
