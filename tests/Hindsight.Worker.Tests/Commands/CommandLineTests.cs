using System.CommandLine;
using System.Text.RegularExpressions;
using Hindsight.Testing;
using Hindsight.Worker.Commands;
using Hindsight.Worker.Configuration;
using Hindsight.Worker.Hosting;

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
        outcome.Output.Should().NotContain("\u001b").And.ContainAll(Commands.Subcommands.Select(command => command.Name));
    }

    [Fact]
    public void Commands_AllOfThem_AreThoseOfTheReadme()
    {
        // A row is: | `command` | `subcommand`, … words | or: | `command subcommand`, … | words |
        string[] rows = [.. File.ReadLines(Path.Combine(Repository.Root, "README.md")).SkipWhile(line => line != "| command | does |").Skip(2).TakeWhile(line => line.StartsWith('|'))];
        IEnumerable<string> written = rows.Select(row => row.Split('|')).SelectMany(cells => Quoted(cells[1]).SelectMany(name =>
            Quoted(cells[2]) is { Count: > 0 } own ? own.Select(sub => $"{name} {sub}") : [name]));

        IEnumerable<string> real = Commands.Subcommands.SelectMany(command =>
            command.Subcommands.Count == 0 ? [command.Name] : command.Subcommands.Select(sub => $"{command.Name} {sub.Name}"));

        written.Should().BeEquivalentTo(real);
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

    [Theory]
    [InlineData("--dry-run")]
    [InlineData("--run", "second")]
    public void Train_ResumeWithWhatIsOfABeginning_IsRefused(params string[] words) =>
        Commands.Parse(["train", "--resume", "first", .. words]).Errors.Should().ContainSingle().Which.Message.Should().Contain(words[0]).And.Contain("--resume");

    [Theory]
    [InlineData("Training:Steps", "Training:Steps")]
    [InlineData("Hindsight:Training:Steps", "Training:Steps")]
    [InlineData("Hindsight:Seed", "Seed")]
    [InlineData("Hindsight:Alpha", "Hindsight:Alpha")]
    [InlineData("Hindsight:Hindsight:Alpha", "Hindsight:Alpha")]
    public void Set_KeyWithOrWithoutTheSection_IsTheSameKey(string written, string key) =>
        SettingFlags.In(Commands.Parse(["train", "--set", $"{written}=1"])).Single().Should().Be(KeyValuePair.Create<string, string?>(key, "1"));

    private static RootCommand Commands => CommandLine.Create(new WorkerContext(Terminal.OfProcess(), Places.Current, TimeProvider.System));

    private static List<string> Quoted(string cell) => [.. Regex.Matches(cell, "`([a-z ]+)`").Select(match => match.Groups[1].Value)];
}
