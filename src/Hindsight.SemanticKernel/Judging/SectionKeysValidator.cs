using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Hindsight.SemanticKernel.Judging;

/// <summary>Refuses keys of a named section that no setting knows: a misspelt one would otherwise do nothing, silently.</summary>
/// <param name="sections">The section that holds one for each name.</param>
/// <param name="what">What a name stands for, with its article.</param>
internal sealed class SectionKeysValidator<TOptions>(IConfigurationSection sections, string what) : IValidateOptions<TOptions>
    where TOptions : class
{
    private static readonly string[] Known = [.. typeof(TOptions).GetProperties().Where(p => p.CanWrite).Select(p => p.Name)];

    public ValidateOptionsResult Validate(string? name, TOptions options)
    {
        string[] faults = [.. sections.GetSection(name ?? "").GetChildren()
            .Where(child => !Known.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
            .Select(child => $"{child.Path} is not a setting; {what} has {string.Join(", ", Known)}.")];
        return faults.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
