using System.CommandLine;
using Hindsight.Answers;
using Hindsight.Checks;
using Hindsight.Rubrics;
using Hindsight.Worker.Configuration;
using Hindsight.Worker.Hosting;
using Hindsight.Worker.Rubrics;

namespace Hindsight.Worker.Commands;

/// <summary><c>rubric diff</c>: what a change of a rubric changes: its criteria, verdicts, scores, and the ranking of answers.</summary>
internal static class RubricDiffCommand
{
    /// <summary>The command.</summary>
    public static Command Create(WorkerContext context)
    {
        var before = new Argument<string>("old") { Description = "The old rubric's name or file." }.RefusingOptions();
        var after = new Argument<string>("new") { Description = "The new rubric's name or file." }.RefusingOptions();
        var answers = new Option<string?>("--answers") { Description = "Answers that both grade, JSON Lines; without it only the files are compared.", HelpName = "FILE" };
        Option<int> show = RubricArguments.Show("How many answers are shown, those that change most.", 10);
        var command = new Command("diff", "Says what a change of a rubric changes: criteria, verdicts, scores, and the ranking of answers.") { before, after, answers, show };
        command.AddTaskFlags();
        command.AddConfigurationFlags();
        command.SetAction(async (result, cancellationToken) =>
        {
            HindsightSettings settings = context.Settings(result);
            var faults = new InputFaults();
            RubricCatalog? old = faults.Collect(() => Source(result.GetValue(before)!)), now = faults.Collect(() => Source(result.GetValue(after)!));
            var grading = new AnswerGrading(settings, context, context.Logging(result));
            IReadOnlyList<GivenAnswer>? given = result.GetValue(answers) is { } file ? faults.Collect(() => grading.Read(file)) : [];
            faults.DemandNone();
            foreach (string line in RubricDiff.Lines(old!.Rubrics.Values.Single(), now!.Rubrics.Values.Single())) context.Terminal.WriteLine(line);
            if (given!.Count == 0) return ExitCode.Success;
            IReadOnlyList<IReadOnlyList<GradedAnswer>> graded = await grading.GradeAsync([old, now], given, cancellationToken).ConfigureAwait(false);
            context.Terminal.WriteLine("");
            context.Terminal.Write(RubricComparisonReport.Render(RubricComparison.Of(graded[0], graded[1]), result.GetValue(show)));
            return Math.Max(ExitCode.OfGrading(graded[0]), ExitCode.OfGrading(graded[1]));

            RubricCatalog Source(string name) => RubricFiles.Source(RubricFiles.PathOf(context.Places, settings, name), CheckRegistry.Default);
        });
        return command;
    }
}
