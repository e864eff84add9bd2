using Microsoft.Extensions.Options;

namespace Hindsight.SemanticKernel.Hosting;

/// <summary>Demands a time to live that is one.</summary>
public sealed class VerdictCacheOptionsValidator : IValidateOptions<VerdictCacheOptions>
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(36_500);

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, VerdictCacheOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.TimeToLive > TimeSpan.Zero && options.TimeToLive <= Longest
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"{VerdictCacheOptions.Section}:{nameof(options.TimeToLive)} is {options.TimeToLive}; expected more than {TimeSpan.Zero} and at most {Longest}.");
    }
}
