using Hindsight.Grading;

namespace Hindsight.Calibration;

/// <summary>What a judge said of one labelled answer.</summary>
/// <param name="Answer">The answer.</param>
/// <param name="Verdicts">A verdict for each label, in their order.</param>
/// <param name="Reversed">The same with the criteria in reversed order before the judge, in the labels' order again; empty: it was not asked so.</param>
/// <param name="Usage">What both cost.</param>
public sealed record CalibrationReading(LabelledAnswer Answer, IReadOnlyList<Verdict> Verdicts, IReadOnlyList<Verdict> Reversed, GradeUsage Usage);
