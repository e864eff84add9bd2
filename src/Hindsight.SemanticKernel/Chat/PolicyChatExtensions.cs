using Hindsight.Policies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;

namespace Hindsight.SemanticKernel.Chat;

/// <summary>Registers the policy as a chat service.</summary>
public static class PolicyChatExtensions
{
    /// <summary>Adds the registered <see cref="IPolicy"/> as an <see cref="IChatCompletionService"/>.</summary>
    /// <param name="services">The services.</param>
    /// <param name="options">What holds where a request does not say; <see langword="null"/>: the defaults.</param>
    /// <param name="serviceId">The key by which execution settings select it, or <see langword="null"/>: none, it is the default.</param>
    public static IServiceCollection AddHindsightPolicyChat(this IServiceCollection services, PolicyChatOptions? options = null, string? serviceId = null) =>
        services.AddKeyedSingleton<IChatCompletionService>(serviceId, (provider, _) => new PolicyChatCompletionService(provider.GetRequiredService<IPolicy>(), options));

    /// <summary>Adds a policy as the kernel's <see cref="IChatCompletionService"/>.</summary>
    /// <param name="builder">The kernel's builder.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="options">What holds where a request does not say; <see langword="null"/>: the defaults.</param>
    /// <param name="serviceId">The key by which execution settings select it, or <see langword="null"/>: none, it is the default.</param>
    public static IKernelBuilder AddHindsightPolicyChat(this IKernelBuilder builder, IPolicy policy, PolicyChatOptions? options = null, string? serviceId = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddKeyedSingleton<IChatCompletionService>(serviceId, new PolicyChatCompletionService(policy, options));
        return builder;
    }
}
