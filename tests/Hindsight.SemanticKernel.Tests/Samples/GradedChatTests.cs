using System.Diagnostics;
using Hindsight.Testing;

namespace Hindsight.SemanticKernel.Tests.Samples;

/// <summary>The sample app as it is built: an app on Semantic Kernel, its model and its judge behind one endpoint.</summary>
public sealed class GradedChatTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "samples", "GradedChat");

    private static readonly string Program = Path.Combine(
        Folder, Path.GetRelativePath(Path.Combine(Repository.Root, "tests", "Hindsight.SemanticKernel.Tests"), AppContext.BaseDirectory), "GradedChat.dll");

    [Fact]
    public void Source_PlugsARubricIn_InFewerThanThirtyLines() => File.ReadAllLines(Path.Combine(Folder, "Program.cs")).Length.Should().BeLessThan(30);

    [Fact]
    public async Task Run_ALine_IsAnsweredByTheModelAndGradedByChecksAndJudge()
    {
        await using ScriptedJudge endpoint = await ScriptedJudge.StartAsync(http => ScriptedJudge.AsksForVerdicts(ScriptedJudge.RequestOf(http))
            ? ScriptedJudge.Says(ScriptedJudge.Verdicts(("helpful", "unmet")))(http)
            : ScriptedJudge.Says("It is on its way.")(http));
        using var folder = new TemporaryFolder();
        var start = new ProcessStartInfo("dotnet", ["exec", Program])
        {
            WorkingDirectory = folder.Path, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
            Environment = { ["Chat__Endpoint"] = endpoint.Endpoint.ToString(), ["Hindsight__Judges__house__Endpoint"] = endpoint.Endpoint.ToString() },
        };
        folder.Write("prompts/Slogans/skprompt.txt", "The app's own: <message>");
        File.Copy(Path.Combine(Folder, "appsettings.json"), folder.PathOf("appsettings.json"));

        using Process app = Process.Start(start)!;
        Task<string> output = app.StandardOutput.ReadToEndAsync(), error = app.StandardError.ReadToEndAsync();
        await app.StandardInput.WriteLineAsync("Where is my order?");
        app.StandardInput.Close();
        await app.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token);

        app.ExitCode.Should().Be(0, await error);
        // Brief (1) of brief and helpful (1 + 2); the veto holds.
        (await output).Should().Contain("> It is on its way.").And.Contain("score 0.33").And.Contain("Met     brief").And.Contain("Unmet   helpful: because of helpful");
    }
}
