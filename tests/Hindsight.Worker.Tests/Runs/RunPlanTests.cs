using Hindsight.Testing;
using Hindsight.Training;
using Hindsight.Worker.Configuration;
using Hindsight.Worker.Runs;

namespace Hindsight.Worker.Tests.Runs;

public sealed class RunPlanTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();
    private readonly HindsightSettings _settings = Presets.Create(Preset.Auto, embeddedPolicy: true);

    public RunPlanTests() => _settings.MakeAbsolute(new Places(_folder.Path, _folder.Path));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Begin_WithoutAName_IsNamedByTheTime()
    {
        RunPlan.Begin(_settings, null, Now).Record.Id.Should().Be("20260102-030405");
        Directory.CreateDirectory(Path.Combine(_settings.RunsFolder, "20260102-030405"));
        RunPlan.Begin(_settings, null, Now).Record.Id.Should().Be("20260102-030405-2");
    }

    [Fact]
    public void Begin_ChangesNothing()
    {
        RunPlan.Begin(_settings, "mine", Now);

        Directory.EnumerateFileSystemEntries(_folder.Path).Should().BeEmpty();
    }

    [Fact]
    public void Begin_TakenName_SaysHowToGoOn()
    {
        Directory.CreateDirectory(Path.Combine(_settings.RunsFolder, "mine"));

        FluentActions.Invoking(() => RunPlan.Begin(_settings, "mine", Now)).Should().Throw<ConfigurationException>().WithMessage("*runs resume mine*");
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("..")]
    [InlineData("a b")]
    public void Begin_NameThatIsNoFolder_IsRefused(string name) =>
        FluentActions.Invoking(() => RunPlan.Begin(_settings, name, Now)).Should().Throw<ConfigurationException>();

    [Fact]
    public async Task ServicePlan_SameSettings_AreTheSameRunAndOthersAnother()
    {
        RunPlan first = await ServicePlan.FindAsync(_settings, null, Now, CancellationToken.None);
        RunPlan again = await ServicePlan.FindAsync(_settings, null, Now.AddDays(1), CancellationToken.None);
        _settings.Seed = 2;
        RunPlan other = await ServicePlan.FindAsync(_settings, null, Now, CancellationToken.None);

        again.Record.Id.Should().Be(first.Record.Id).And.StartWith("serve-");
        other.Record.Id.Should().NotBe(first.Record.Id);
        first.Record.Status.Should().Be(RunStatus.Running);
    }

    [Fact]
    public void RunLock_SecondHolder_IsRefusedUntilTheFirstLetsGo()
    {
        string folder = Path.Combine(_folder.Path, "run");
        using (RunLock.Take(folder))
        {
            FluentActions.Invoking(() => RunLock.Take(folder)).Should().Throw<ConfigurationException>().WithMessage("*another process*");
        }

        RunLock.Take(folder).Dispose();
    }
}
