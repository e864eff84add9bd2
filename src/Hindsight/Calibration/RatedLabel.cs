using Hindsight.Grading;

namespace Hindsight.Calibration;

/// <summary>A label and what a judge said instead.</summary>
/// <param name="Label">1 met, 0 unmet, in between a level's degree.</param>
/// <param name="Said">The same of the judge.</param>
internal readonly record struct RatedLabel(double Label, double Said)
{
    public bool IsRight => Label == Said;

    public bool IsFalselyMet => Said == 1 && Label < 1;

    /// <summary>Those of a reading that the judge decided.</summary>
    public static IEnumerable<RatedLabel> Of(CalibrationReading reading) => reading.Answer.Labels.Zip(reading.Verdicts, Of).Where(rated => rated is not null).Select(rated => rated!.Value);

    /// <summary>One of them, or <see langword="null"/>: the judge did not decide.</summary>
    public static RatedLabel? Of(Label label, Verdict verdict) => Agreement.RatingOf(label.Criterion, verdict) is { } said ? new RatedLabel(label.Rating, said) : null;

    /// <summary>Among those whose label is not met, the share that the judge says is met; NaN without any.</summary>
    public static double FalseMetRate(IEnumerable<RatedLabel> rated) => rated.Where(r => r.Label < 1).Select(r => r.IsFalselyMet ? 1.0 : 0).DefaultIfEmpty(double.NaN).Average();

    /// <summary>Among those whose label is met, the share that the judge says is not met; NaN without any.</summary>
    public static double FalseUnmetRate(IEnumerable<RatedLabel> rated) => rated.Where(r => r.Label == 1).Select(r => r.Said < 1 ? 1.0 : 0).DefaultIfEmpty(double.NaN).Average();
}
