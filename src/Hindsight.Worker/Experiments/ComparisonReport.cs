using System.Text;

namespace Hindsight.Worker.Experiments;

/// <summary>A comparison as Markdown and learning curves.</summary>
internal sealed class ComparisonReport(ComparisonOutcome outcome, ComparisonOptions options, string rareCriterion)
{
    private static readonly string[] Drawn = ["rlvr", "naive", "naive-quarter", "hindsight-plain", "hindsight-bonus-plain", "hindsight-bonus-guided"];

    private ExperimentArm Baseline => outcome.Arms[0];

    private ExperimentArm LargeGroup => outcome.Arms[^1];

    /// <summary>Writes <c>comparison.md</c> and its curves into a folder.</summary>
    public void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "comparison.md"), Markdown());
        List<ExperimentArm> drawn = [.. outcome.Arms.Where(arm => Drawn.Contains(arm.Id)), LargeGroup];
        Chart("score-by-step.svg", "Held-out score", "step", "score", drawn, p => p.Step, p => p.Score);
        Chart("score-by-tokens.svg", "Held-out score", "sampled tokens", "score", drawn, p => p.SampledTokens, p => p.Score);
        Chart("rare-by-step.svg", $"Held-out answers that satisfy the rare criterion '{rareCriterion}'", "step", "share", drawn, p => p.Step, p => p.CriterionRates[rareCriterion]);

        void Chart(string file, string title, string horizontal, string vertical, List<ExperimentArm> arms, Func<CurvePoint, double> x, Func<CurvePoint, double> y) =>
            File.WriteAllText(Path.Combine(folder, file), LearningCurveChart.Draw(title, horizontal, vertical, arms.Select(arm => Series(arm, x, y)).ToList()));
    }

    /// <summary>The report's text.</summary>
    public string Markdown()
    {
        var text = new StringBuilder();
        text.AppendLine("# Comparison on the embedded default").AppendLine();
        text.AppendLine("Written by `experiments compare`; every number is what the runs gave.").AppendLine();
        Protocol(text);
        text.AppendLine("## Equal steps").AppendLine();
        Tables(text, outcome.Arms.SkipLast(1), Baseline);
        text.AppendLine("## Equal numbers of sampled tokens").AppendLine();
        text.AppendLine($"RLVR's group is made larger ({LargeGroup.Name}) to the smallest size with which it should sample at least as many tokens as any arm above; the column says how many it did.").AppendLine();
        Tables(text, outcome.Arms.SkipLast(1).Skip(1).Prepend(LargeGroup), LargeGroup);
        text.AppendLine("## Steps of the ablation").AppendLine();
        Ablation(text);
        text.AppendLine("## Revisions").AppendLine();
        Revisions(text);
        text.AppendLine("## Criteria").AppendLine();
        Criteria(text);
        text.AppendLine("## Curves").AppendLine();
        text.AppendLine("Means over seeds; the band is one standard deviation.").AppendLine();
        text.AppendLine("![Held-out score by step](score-by-step.svg)").AppendLine();
        text.AppendLine("![Held-out score by sampled tokens](score-by-tokens.svg)").AppendLine();
        text.AppendLine("![Rare criterion by step](rare-by-step.svg)");
        return text.ToString();
    }

    private void Protocol(StringBuilder text)
    {
        text.AppendLine($"- Seeds of the report: {string.Join(", ", options.Seeds)}; all arms run under each (paired). A seed decides tasks, their order, slots and samples.");
        text.AppendLine(
            $"- {options.Steps} steps of {outcome.Frozen.Training.PromptsPerStep} prompts × {outcome.Frozen.Training.GroupSize} samples; "
            + $"{options.HeldOutTasks} held-out tasks, one sample each at temperature {outcome.Frozen.Evaluation.Temperature:0.##}.");
        text.AppendLine(
            $"- Frozen on the tuning seeds {string.Join(", ", options.TuningSeeds)}: "
            + $"the learning rate that was best for RLVR, for all arms: {outcome.Frozen.Optimizer.LearningRate:0.######}; "
            + $"α = {outcome.Frozen.Hindsight.Alpha:0.###}, γ = {outcome.Frozen.Objective.Gamma:0.###} and all else are the defaults.");
        text.AppendLine(
            "- Score, pass rate and rates are those of held-out tasks: mean ± standard deviation over seeds. "
            + $"The mean over the curve is that of the scores at every {options.EvaluateEvery} steps up to there: it tells arms apart that end alike. "
            + "Differences are paired by seed, with 95 % confidence intervals by Student's t; bold where zero lies outside.");
        text.AppendLine("- The intervals are not corrected for the number of comparisons.").AppendLine();
        text.AppendLine("| learning rate, tuning seeds | RLVR, score | hindsight + bonus, plain, score |").AppendLine("| --- | --- | --- |");
        foreach (TuningRow row in outcome.Tuning) text.AppendLine($"| {row.LearningRate:0.######} | {Text(row.Rlvr)} | {Text(row.Hindsight)} |");
        text.AppendLine();
    }

    private void Tables(StringBuilder text, IEnumerable<ExperimentArm> arms, ExperimentArm baseline)
    {
        List<ExperimentArm> listed = [.. arms];
        int last = outcome.Results[0].Curve.Count - 1;
        if (last > 1)
        {
            text.AppendLine($"After {outcome.Results[0].Curve[last / 2].Step} steps, half way:").AppendLine();
            Table(text, listed, baseline, last / 2);
            text.AppendLine($"After {options.Steps} steps:").AppendLine();
        }

        Table(text, listed, baseline, last);
    }

    private void Table(StringBuilder text, IEnumerable<ExperimentArm> arms, ExperimentArm baseline, int at)
    {
        text.AppendLine($"| arm | score | minus {baseline.Name} | mean over the curve | minus {baseline.Name} | `{rareCriterion}` met | minus {baseline.Name} | pass rate | tokens sampled, k |");
        text.AppendLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (ExperimentArm arm in arms)
        {
            text.Append($"| {arm.Name} {Measured(r => r.Curve[at].Score)}{Measured(r => r.Curve.Take(at + 1).Skip(1).Average(p => p.Score))}{Measured(r => r.Curve[at].CriterionRates[rareCriterion])}");
            text.AppendLine($"| {Text(Spread(arm, r => r.Curve[at].PassRate))} | {outcome.Of(arm).Average(r => r.Curve[at].SampledTokens / 1000.0):0} |");

            string Measured(Func<ArmResult, double> value) => $"| {Text(Spread(arm, value))} | {(arm.Id == baseline.Id ? "" : Text(Compare(arm, baseline, value)))} ";
        }

        text.AppendLine();
    }

    private void Revisions(StringBuilder text)
    {
        text.AppendLine("| arm | drafts revised | revisions kept | of revisions, better than their draft |").AppendLine("| --- | ---: | ---: | ---: |");
        foreach (ExperimentArm arm in outcome.Arms)
        {
            IReadOnlyList<ArmResult> results = outcome.Of(arm);
            string better = double.IsNaN(results[0].RevisionsBetter) ? "" : $"{results.Average(r => r.RevisionsBetter):0.00}";
            text.AppendLine($"| {arm.Name} | {results.Average(r => r.Revisions):0} | {results.Average(r => r.RevisionsKept):0} | {better} |");
        }

        text.AppendLine();
    }

    private void Ablation(StringBuilder text)
    {
        (string First, string Second)[] pairs =
        [
            ("naive", "rlvr"), ("naive-quarter", "naive"), ("hindsight-plain", "naive"), ("hindsight-plain", "naive-quarter"), ("hindsight-bonus-plain", "hindsight-plain"),
            ("hindsight-bonus-plain-behaviour", "hindsight-plain-behaviour"), ("hindsight-bonus-plain-unit", "hindsight-plain-unit"), ("hindsight-bonus-guided", "hindsight-guided"),
        ];
        text.AppendLine($"| difference | score | mean over the curve | `{rareCriterion}` met |").AppendLine("| --- | --- | --- | --- |");
        foreach ((string first, string second) in pairs)
        {
            ExperimentArm a = Arm(first), b = Arm(second);
            text.AppendLine($"| {a.Name} minus {b.Name} | {Text(Compare(a, b, Score))} | {Text(Compare(a, b, Mean))} | {Text(Compare(a, b, Rare))} |");
        }

        text.AppendLine();
    }

    private void Criteria(StringBuilder text)
    {
        List<string> criteria = outcome.Results[0].Final.CriterionRates.Keys.ToList();
        text.AppendLine($"| satisfied by | {string.Join(" | ", criteria.Select(c => $"`{c}`"))} |").AppendLine($"| --- |{string.Concat(criteria.Select(_ => " --- |"))}");
        Row("before training", outcome.Of(Baseline), r => r.Curve[0]);
        foreach (ExperimentArm arm in outcome.Arms) Row(arm.Name, outcome.Of(arm), r => r.Final);
        text.AppendLine();

        void Row(string name, IReadOnlyList<ArmResult> results, Func<ArmResult, CurvePoint> point) =>
            text.AppendLine($"| {name} | {string.Join(" | ", criteria.Select(c => $"{results.Average(r => point(r).CriterionRates[c]):0.00}"))} |");
    }

    private CurveSeries Series(ExperimentArm arm, Func<CurvePoint, double> x, Func<CurvePoint, double> y)
    {
        IReadOnlyList<ArmResult> results = outcome.Of(arm);
        return new CurveSeries(arm.Name, Enumerable.Range(0, results[0].Curve.Count).Select(i =>
        {
            Spread spread = PairedStatistics.Describe(results.Select(r => y(r.Curve[i])).ToList());
            return new SeriesPoint(results.Average(r => x(r.Curve[i])), spread.Mean, double.IsNaN(spread.Deviation) ? 0 : spread.Deviation);
        }).ToList());
    }

    private static double Score(ArmResult result) => result.Final.Score;

    private static double Mean(ArmResult result) => result.Curve.Skip(1).Average(point => point.Score);

    private double Rare(ArmResult result) => result.Final.CriterionRates[rareCriterion];

    private ExperimentArm Arm(string id) => outcome.Arms.Single(arm => arm.Id == id);

    private Spread Spread(ExperimentArm arm, Func<ArmResult, double> value) => PairedStatistics.Describe(outcome.Of(arm).Select(value).ToList());

    private Difference Compare(ExperimentArm first, ExperimentArm second, Func<ArmResult, double> value) =>
        PairedStatistics.Compare(outcome.Of(first).Select(value).ToList(), outcome.Of(second).Select(value).ToList());

    private static string Text(Spread spread) => $"{spread.Mean:0.000} ± {spread.Deviation:0.000}";

    private static string Text(Difference difference)
    {
        string text = $"{difference.Mean:+0.000;−0.000} [{difference.Low:+0.000;−0.000}, {difference.High:+0.000;−0.000}]";
        return difference.IsDistinct ? $"**{text}**" : text;
    }
}
