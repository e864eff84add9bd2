using Hindsight.Rubrics;
using Hindsight.Training;
using Hindsight.Worker.Hosting;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Hindsight.Worker.Views;

/// <summary>Shows a run on a terminal: where it stands, and its latest steps.</summary>
internal sealed class LiveTrainingView(Terminal terminal, string runId, int steps) : ITrainingView
{
    private const int Rows = 12;
    private readonly Lock _gate = new();
    private readonly StepPace _pace = new(steps);
    private readonly Queue<StepReport> _latest = new();
    private readonly List<string> _notes = [];
    private string _where = "starting";
    private string _left = "";
    private int _done;
    private LiveDisplayContext? _display;

    /// <inheritdoc/>
    public Task<T> ShowAsync<T>(Func<Task<T>> run) => terminal.Out.Live(Render()).StartAsync(async display =>
    {
        _display = display;
        try
        {
            return await run().ConfigureAwait(false);
        }
        finally
        {
            _display = null;
        }
    });

    /// <inheritdoc/>
    public void OnRubrics(int step, RubricChanges changes) => Update(() => _notes.AddRange(changes.Lines.Select(line => $"step {step}: {line}")));

    /// <inheritdoc/>
    public void OnPhase(int step, TrainingPhase phase) => Update(() => _where = $"step {step}: {phase.ToString().ToLowerInvariant()}");

    /// <inheritdoc/>
    public void OnEvaluated(int step, EvaluationReport report) =>
        Update(() => _notes.Add($"held-out after step {step}: score {Figures.Score(report.Score)}, pass rate {Figures.Percent(report.PassRate)}"));

    /// <inheritdoc/>
    public void OnStep(StepReport report) => Update(() =>
    {
        _left = Figures.Duration(_pace.After(report.Step, report.Times.Total)) + " left";
        _done = report.Step;
        _latest.Enqueue(report);
        if (_latest.Count > Rows) _latest.Dequeue();
        _notes.AddRange(report.Warnings.Select(w => $"step {report.Step}: {w}"));
    });

    /// <summary>The whole view.</summary>
    internal IRenderable Render()
    {
        Table table = new Table().RoundedBorder().Title(Markup.Escape($"run {runId}"));
        foreach (string column in new[] { "step", "score", "pass", "revised", "kept", "gain", "loss", "tokens/s", "s" }) table.AddColumn(new TableColumn(column).RightAligned());
        foreach (StepReport r in _latest)
        {
            table.AddRow(
                $"{r.Step}", Figures.Score(r.MeanScore), Figures.Percent(r.PassRate), $"{r.Revisions}", $"{r.RevisionsKept}", Figures.Change(r.RevisionGain),
                Figures.Score(r.Learning?.Loss ?? double.NaN), Figures.Count(r.Times.TokensPerSecond), $"{r.Times.Total:F1}");
        }

        int filled = steps == 0 ? 0 : 40 * _done / steps;
        string bar = $"[green]{new string('━', filled)}[/][grey]{new string('━', 40 - filled)}[/]";
        return new Rows([table, new Markup($"{bar} {_done}/{steps}  {Markup.Escape(_where)}  {_left}"), .. _notes.TakeLast(4).Select(n => new Text(n))]);
    }

    private void Update(Action change)
    {
        lock (_gate)
        {
            change();
            _display?.UpdateTarget(Render());
        }
    }
}
