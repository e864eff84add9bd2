using Hindsight.Grading;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Hindsight.Checks;

/// <summary>Registers the checks.</summary>
public static class ChecksServiceCollectionExtensions
{
    /// <summary>Adds <see cref="ICheckRegistry"/> with the checks of this library and every <see cref="ICheck"/> registered beside it. A duplicate id is refused when the registry is made.</summary>
    public static IServiceCollection AddHindsightChecks(this IServiceCollection services)
    {
        services.TryAddSingleton<ICheckRegistry>(provider => new CheckRegistry([.. CheckRegistry.BuiltIn, .. provider.GetServices<ICheck>()]));
        return services;
    }
}
