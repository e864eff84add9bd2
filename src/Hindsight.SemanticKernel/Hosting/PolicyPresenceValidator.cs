using Hindsight.Policies;
using Hindsight.SemanticKernel.Judging;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Hindsight.SemanticKernel.Hosting;

/// <summary>Demands a policy among the host's services where the policy is to be a judge.</summary>
internal sealed class PolicyPresenceValidator(IServiceProviderIsService? services) : IValidateOptions<JudgeOptions>
{
    public ValidateOptionsResult Validate(string? name, JudgeOptions options) => !options.Policy || services?.IsService(typeof(IPolicy)) != false
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail($"{JudgeOptions.Section}:{name}:{nameof(options.Policy)} is true; expected an {nameof(IPolicy)} among the host's services.");
}
