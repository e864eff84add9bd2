using Hindsight.Testing;
using Hindsight.Training;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Hindsight.Storage.Tests;

public sealed class StorageServicesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task AddHindsightStorage_Disposed_HasWrittenWhatWasRecorded()
    {
        await using (ServiceProvider services = Services(o => o.Path = _folder.Database()))
        {
            IRunStore store = services.GetRequiredService<IRunStore>();
            await store.InitializeAsync(default);
            await store.RecordStepAsync("run", Records.Report(1), default);
        }
        using ServiceProvider again = Services(o => o.Path = _folder.Database());
        IRunStore read = again.GetRequiredService<IRunStore>();
        await read.InitializeAsync(default);
        (await read.ReadStepsAsync("run", default)).Should().ContainSingle();
    }

    [Fact]
    public void AddHindsightStorage_FaultyOptions_NamesEveryFault()
    {
        using ServiceProvider services = Services(o => (o.Path, o.LockTimeoutSeconds) = (" ", 0));

        Action resolve = () => services.GetRequiredService<IRunStore>();

        resolve.Should().Throw<OptionsValidationException>().Which.Failures.Should().Equal(
            "StorageOptions.Path is ' '; expected the path of a SQLite file.",
            "StorageOptions.LockTimeoutSeconds is 0; expected 1 to 3600 seconds.");
    }

    [Fact]
    public void AddHindsightStorage_ByDefault_LiesBesideTheRuns()
    {
        using ServiceProvider services = Services(null);
        services.GetRequiredService<IOptions<StorageOptions>>().Value.Should().Be(new StorageOptions { Path = "runs/hindsight.db", LockTimeoutSeconds = 30 });
    }

    private static ServiceProvider Services(Action<StorageOptions>? configure) => new ServiceCollection().AddHindsightStorage(configure).BuildServiceProvider();
}
