using Hindsight.Grading;
using Hindsight.Training;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Hindsight.Storage;

/// <summary>Registers the store of runs and of judges' verdicts.</summary>
public static class StorageServiceCollectionExtensions
{
    /// <summary>Adds <see cref="IRunStore"/> and <see cref="IVerdictCache"/> on one SQLite file, one of each for the whole application; their container disposes of them, which flushes them.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Sets options; without it the defaults hold. Options are validated when the application starts.</param>
    /// <returns><paramref name="services"/>.</returns>
    public static IServiceCollection AddHindsightStorage(this IServiceCollection services, Action<StorageOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        OptionsBuilder<StorageOptions> options = services.AddOptions<StorageOptions>().ValidateOnStart();
        if (configure is not null)
            options.Configure(configure);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<StorageOptions>, StorageOptionsValidator>());
        services.TryAddSingleton(provider => new EntityFrameworkRunStore(provider.GetRequiredService<IOptions<StorageOptions>>().Value));
        services.TryAddSingleton<IRunStore>(provider => provider.GetRequiredService<EntityFrameworkRunStore>());
        services.TryAddSingleton<IVerdictCache>(provider => new EntityFrameworkVerdictCache(provider.GetRequiredService<EntityFrameworkRunStore>()));
        return services;
    }
}
