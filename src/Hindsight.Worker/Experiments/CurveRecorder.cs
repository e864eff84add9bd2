using Hindsight.Training;

namespace Hindsight.Worker.Experiments;

/// <summary>Writes down a run's learning curve while it goes.</summary>
internal sealed class CurveRecorder : ITrainingObserver
{
    private readonly List<CurvePoint> _curve = [];
    private long _tokens;
    private int _better;

    /// <summary>The measurements so far.</summary>
    public IReadOnlyList<CurvePoint> Curve => _curve;

    /// <summary>Drafts that were revised.</summary>
    public int Revisions { get; private set; }

    /// <summary>Revisions that took a slot.</summary>
    public int RevisionsKept { get; private set; }

    /// <summary>The share of revisions that score above their draft; NaN without any.</summary>
    public double RevisionsBetter => Revisions == 0 ? double.NaN : (double)_better / Revisions;

    /// <inheritdoc/>
    public void OnPhase(int step, TrainingPhase phase)
    {
    }

    /// <inheritdoc/>
    public void OnEvaluated(int step, EvaluationReport report)
    {
        if (step == 0) Add(step, report);
    }

    /// <inheritdoc/>
    public void OnStep(StepReport report)
    {
        _tokens += report.SampledTokens;
        Revisions += report.Revisions;
        RevisionsKept += report.RevisionsKept;
        _better += report.RevisionsBetter;
        if (report.HeldOut is { } heldOut) Add(report.Step, heldOut);
    }

    private void Add(int step, EvaluationReport report) => _curve.Add(new CurvePoint(step, _tokens, report.Score, report.PassRate, report.CriterionRates));
}
