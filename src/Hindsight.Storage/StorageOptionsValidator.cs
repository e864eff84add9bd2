using Microsoft.Extensions.Options;

namespace Hindsight.Storage;

/// <summary>Refuses options that cannot work, all faults at once.</summary>
internal sealed class StorageOptionsValidator : IValidateOptions<StorageOptions>
{
    public ValidateOptionsResult Validate(string? name, StorageOptions options)
    {
        var faults = new List<string>();
        if (string.IsNullOrWhiteSpace(options.Path))
            faults.Add($"{nameof(StorageOptions)}.{nameof(options.Path)} is '{options.Path}'; expected the path of a SQLite file.");
        if (options.LockTimeoutSeconds is < 1 or > 3600)
            faults.Add($"{nameof(StorageOptions)}.{nameof(options.LockTimeoutSeconds)} is {options.LockTimeoutSeconds}; expected 1 to 3600 seconds.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
