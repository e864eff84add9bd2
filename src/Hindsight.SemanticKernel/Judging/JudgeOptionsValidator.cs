using System.Globalization;
using Microsoft.Extensions.Options;

namespace Hindsight.SemanticKernel.Judging;

/// <summary>Says everything that is wrong with a judge's settings: a line each, naming the key, the value found and what was expected.</summary>
public sealed class JudgeOptionsValidator : IValidateOptions<JudgeOptions>
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, JudgeOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        List<string> faults = [.. Faults(options).Select(f => $"{JudgeOptions.Section}:{name}:{f}")];
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Faults(JudgeOptions o)
    {
        if (o.Policy && (o.Endpoint is not null || o.Model.Length > 0))
            yield return $"Policy is true, Endpoint is '{o.Endpoint}' and Model '{o.Model}'; expected either the policy or an endpoint with its model.";
        if (!o.Policy && o.Endpoint is not { IsAbsoluteUri: true, Scheme: "http" or "https" })
            yield return $"Endpoint is '{o.Endpoint}'; expected an absolute http or https address.";
        if (!o.Policy && string.IsNullOrWhiteSpace(o.Model))
            yield return $"Model is '{o.Model}'; expected the model's name at the endpoint.";
        if (o.ApiKey.Length > 0 && o.ApiKeyVariable.Length > 0)
            yield return $"ApiKey is given and ApiKeyVariable is '{o.ApiKeyVariable}'; expected one of them at most.";
        if (o.ApiKeyVariable.Length > 0 && string.IsNullOrEmpty(Environment.GetEnvironmentVariable(o.ApiKeyVariable)))
            yield return $"ApiKeyVariable is '{o.ApiKeyVariable}'; expected the name of an environment variable that is set.";
        if (!(o.Undecided is >= 0 and < 1))
            yield return string.Create(CultureInfo.InvariantCulture, $"Undecided is {o.Undecided}; expected at least 0 and less than 1.");
        foreach ((string key, double price) in new[] { ("InputPrice", o.InputPrice), ("OutputPrice", o.OutputPrice) })
        {
            if (!double.IsFinite(price) || price < 0)
                yield return string.Create(CultureInfo.InvariantCulture, $"{key} is {price}; expected a price of at least 0 for a million tokens.");
        }
        if (o.MaxConcurrency is < 1 or > 4096)
            yield return $"MaxConcurrency is {o.MaxConcurrency}; expected 1 to 4096.";
        if (o.RequestsPerMinute < 0)
            yield return $"RequestsPerMinute is {o.RequestsPerMinute}; expected 0 (any number) or more.";
        if (o.TokensPerMinute < 0)
            yield return $"TokensPerMinute is {o.TokensPerMinute}; expected 0 (any number) or more.";
        if (o.Retries is < 0 or > 100)
            yield return $"Retries is {o.Retries}; expected 0 to 100.";
        if (!(o.BreakRatio is > 0 and <= 1))
            yield return string.Create(CultureInfo.InvariantCulture, $"BreakRatio is {o.BreakRatio}; expected more than 0 and at most 1.");
        (string Key, TimeSpan Value, TimeSpan Least)[] spans =
        [
            ("RetryDelay", o.RetryDelay, TimeSpan.Zero), ("AttemptTimeout", o.AttemptTimeout, TimeSpan.FromMilliseconds(10)),
            ("TotalTimeout", o.TotalTimeout, TimeSpan.FromMilliseconds(10)), ("BreakDuration", o.BreakDuration, TimeSpan.FromMilliseconds(500)),
        ];
        foreach ((string key, TimeSpan value, TimeSpan least) in spans)
        {
            if (value < least || value > Longest)
                yield return $"{key} is {value}; expected {least} to {Longest}.";
        }
        if (o.AttemptTimeout > o.TotalTimeout)
            yield return $"AttemptTimeout is {o.AttemptTimeout} and TotalTimeout {o.TotalTimeout}; expected an attempt's to be at most the whole call's.";
        if (!Enum.IsDefined(o.StructuredOutput))
            yield return $"StructuredOutput is {o.StructuredOutput}; expected {string.Join(" or ", Enum.GetNames<StructuredOutput>())}.";
        if (!Enum.IsDefined(o.MaxTokensField))
            yield return $"MaxTokensField is {o.MaxTokensField}; expected {string.Join(" or ", Enum.GetNames<TokenLimitField>())}.";
    }
}
