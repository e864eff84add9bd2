namespace Hindsight.Worker.Tests.Commands;

public sealed class CommandLineTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Run_Help_ListsEveryCommandWithoutControlCodes()
    {
        WorkerOutcome outcome = await WorkerProcess.RunAsync(_folder.Path, ["--help"]);

        outcome.ExitCode.Should().Be(0);
        outcome.Output.Should().NotContain("\u001b");
    }

    [Theory]
    [InlineData("trian")]
    [InlineData("--nonsense")]
    public async Task Run_UnknownWord_ExitsWithTwo(string word)
    {
        WorkerOutcome outcome = await WorkerProcess.RunAsync(_folder.Path, [word]);

        outcome.ExitCode.Should().Be(2);
        outcome.Error.Should().Contain(word);
    }
}
