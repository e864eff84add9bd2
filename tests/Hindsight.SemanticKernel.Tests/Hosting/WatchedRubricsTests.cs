using System.Collections.Concurrent;
using System.Diagnostics;
using Hindsight.Grading;
using Hindsight.Rubrics;
using Hindsight.SemanticKernel.Hosting;
using Hindsight.SemanticKernel.Tests.Grading;
using Hindsight.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hindsight.SemanticKernel.Tests.Hosting;

/// <summary>Rubrics that are edited while a host grades by them, with real files and the system's own news of changes.</summary>
public sealed class WatchedRubricsTests : IDisposable
{
    private const string Plain = "criteria:\n  - { id: own, text: By code, check: own }\n", Heavier = "criteria:\n  - { id: own, text: By code, check: own, weight: 2 }\n";
    private const string Judged = "criteria:\n  - { id: polite, text: Is polite }\n";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder _folder = new();
    private readonly Told _log = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Grade_ValidEdit_HoldsFromTheNextGradeOnAndIsLoggedAsADifference()
    {
        using IHost host = Host(Plain);
        Grade before = await GradeAsync(host);
        _folder.Write("rubrics/desk.yaml", Heavier);

        Grade after = await UntilAsync(host, g => g.RubricVersion != before.RubricVersion);

        after.Verdicts.Single().Weight.Should().Be(2);
        await GradeAsync(host);
        _log.Lines(LogLevel.Information).Should().Equal(
            "Rubrics were edited; from the next grade on:", $"rubric 'desk': version {before.RubricVersion} → {after.RubricVersion}:", "  criterion 'own' weight: 1 → 2");
    }

    [Fact]
    public async Task Grade_InvalidEdit_KeepsTheOldVersionAndSaysOnceWhy()
    {
        using IHost host = Host(Plain);
        Grade before = await GradeAsync(host);
        string path = _folder.Write("rubrics/desk.yaml", Plain.Replace("check: own", "check: own, wieght: 2"));

        await UntilAsync(host, _ => _log.Lines(LogLevel.Warning).Any());
        (await GradeAsync(host)).RubricVersion.Should().Be(before.RubricVersion);
        // Something else in the folder changes: it is looked at once more.
        _folder.Write("rubrics/other.yaml", Plain);
        await UntilAsync(host, _ => _log.Lines(LogLevel.Information).Any());

        string[] told = [.. _log.Lines(LogLevel.Warning)];
        told[0].Should().Be("An edit of rubrics cannot be used:");
        told[1].Should().EndWith($"version {before.RubricVersion} stays.");
        told[2].Should().StartWith($"{path}:2:43: found the unknown key 'wieght'");
        told.Should().HaveCount(3);
        _folder.Write("rubrics/desk.yaml", Heavier);
        (await UntilAsync(host, g => g.RubricVersion != before.RubricVersion)).Verdicts.Single().Weight.Should().Be(2);
    }

    [Fact]
    public async Task Grade_EditThatTheGraderCannotUseOrAFileThatIsGone_KeepsTheOldVersion()
    {
        using IHost host = Host(Plain);
        Grade before = await GradeAsync(host);
        string path = _folder.Write("rubrics/desk.yaml", "criteria:\n  - { id: polite, text: Is polite, judge: nobody }\n");

        await UntilAsync(host, _ => _log.Lines(LogLevel.Warning).Any());
        File.Delete(path);
        Grade after = await UntilAsync(host, _ => _log.Lines(LogLevel.Warning).Count() > 3);

        after.RubricVersion.Should().Be(before.RubricVersion);
        _log.Lines(LogLevel.Warning).Should().Contain(line => line.StartsWith($"{path}:2:5: ") && line.Contains("'nobody'")).And.Contain(line => line.StartsWith($"{path}: found no such file, expected the rubric; version"));
    }

    [Fact]
    public async Task Grade_FolderReplacedByAnother_IsWatchedOn()
    {
        using IHost host = Host(Plain);
        Grade before = await GradeAsync(host);
        Directory.Delete(_folder.PathOf("rubrics"), recursive: true);
        await UntilAsync(host, _ => _log.Lines(LogLevel.Warning).Any());
        _folder.Write("rubrics/desk.yaml", Plain);
        (await GradeAsync(host)).RubricVersion.Should().Be(before.RubricVersion);

        _folder.Write("rubrics/desk.yaml", Heavier);

        (await UntilAsync(host, g => g.RubricVersion != before.RubricVersion)).Verdicts.Single().Weight.Should().Be(2);
    }

    [Fact]
    public async Task Grade_EditDuringAGrade_LetsThatOneKeepItsVersion()
    {
        var release = new TaskCompletionSource();
        var asked = new TaskCompletionSource();
        await using ScriptedJudge judge = await ScriptedJudge.StartAsync(async http =>
        {
            asked.SetResult();
            await release.Task;
            await ScriptedJudge.Says(ScriptedJudge.Verdicts(("polite", "met")))(http);
        });
        using IHost host = Host(Judged, ("Hindsight:Judges:main:Endpoint", judge.Endpoint.ToString()), ("Hindsight:Judges:main:Model", "m"));
        Task<Grade> underWay = GradeAsync(host);
        await asked.Task.WaitAsync(Patience);
        _folder.Write("rubrics/desk.yaml", Plain);

        Grade next = await UntilAsync(host, g => g.Verdicts.Single().CriterionId == "own", onlyByCode: true);
        release.SetResult();

        Grade first = await underWay;
        (first.Score, first.Verdicts.Single().CriterionId).Should().Be((1.0, "polite"));
        first.RubricVersion.Should().NotBe(next.RubricVersion);
    }

    private static Task<Grade> GradeAsync(IHost host) => host.Services.GetRequiredService<IGrader>().GradeAsync(Contexts.Task(), Contexts.Sample("Hello."), CancellationToken.None);

    /// <summary>Grades until a grade is as wanted: the system's news may take a moment.</summary>
    private static async Task<Grade> UntilAsync(IHost host, Func<Grade, bool> isWanted, bool onlyByCode = false)
    {
        long began = Stopwatch.GetTimestamp();
        var rubrics = host.Services.GetRequiredService<IRubricSource>();
        while (Stopwatch.GetElapsedTime(began) < Patience)
        {
            // While a judge is held, only what it is not asked about can be graded.
            if ((!onlyByCode || rubrics.Resolve(Contexts.Task()).Criteria[0].Kind == CriterionKind.Check) && await GradeAsync(host) is var grade && isWanted(grade)) return grade;
            await Task.Yield();
        }

        throw new TimeoutException("No grade was as wanted in time.");
    }

    private IHost Host(string rubric, params (string Key, string Value)[] settings)
    {
        _folder.Write("rubrics/desk.yaml", rubric);
        HostApplicationBuilder builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = _folder.Path });
        builder.Configuration["Hindsight:PromptsFolder"] = Path.Combine(Repository.Root, "prompts");
        foreach ((string key, string value) in settings)
            builder.Configuration[key] = value;
        builder.Logging.ClearProviders().AddProvider(_log);
        builder.Services.AddSingleton<ICheckRegistry>(new OwnChecks(VerdictKind.Met));
        builder.Services.AddHindsightRubrics(_folder.PathOf("rubrics"), standard: "desk").AddHindsightGrading(builder.Configuration);
        return builder.Build();
    }

    private sealed class Told : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<(LogLevel Level, string Text)> _told = new();

        public IEnumerable<string> Lines(LogLevel level) => _told.Where(t => t.Level == level).SelectMany(t => t.Text.ReplaceLineEndings("\n").Split('\n'));

        public ILogger CreateLogger(string categoryName) => categoryName == typeof(WatchedRubrics).FullName ? this : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => _told.Enqueue((logLevel, formatter(state, exception)));

        public void Dispose()
        {
        }
    }
}
