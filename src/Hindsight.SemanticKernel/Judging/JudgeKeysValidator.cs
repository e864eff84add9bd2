using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Hindsight.SemanticKernel.Judging;

/// <summary>Refuses keys of a judge's section that no setting knows: a misspelt one would otherwise do nothing, silently.</summary>
internal sealed class JudgeKeysValidator(IConfigurationSection judges) : IValidateOptions<JudgeOptions>
{
    private static readonly string[] Known = [.. typeof(JudgeOptions).GetProperties().Where(p => p.CanWrite).Select(p => p.Name)];

    public ValidateOptionsResult Validate(string? name, JudgeOptions options)
    {
        string[] faults = [.. judges.GetSection(name ?? "").GetChildren()
            .Where(child => !Known.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
            .Select(child => $"{child.Path} is not a setting; a judge has {string.Join(", ", Known)}.")];
        return faults.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
