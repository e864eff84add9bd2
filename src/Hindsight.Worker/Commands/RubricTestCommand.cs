using System.CommandLine;
using Hindsight.Answers;
using Hindsight.Checks;
using Hindsight.Rubrics;
using Hindsight.Worker.Configuration;
using Hindsight.Worker.Hosting;
using Hindsight.Worker.Rubrics;

namespace Hindsight.Worker.Commands;

/// <summary><c>rubric test</c>: grades stored answers by a rubric.</summary>
internal static class RubricTestCommand
{
    /// <summary>The command.</summary>
    public static Command Create(WorkerContext context)
    {
        var rubric = new Argument<string?>("rubric") { Description = "A rubric's name or file; without it, each answer's task brings its own criteria.", Arity = ArgumentArity.ZeroOrOne }.RefusingOptions();
        var answers = new Option<string>("--answers") { Description = "The answers, JSON Lines.", HelpName = "FILE", Required = true };
        var output = new Option<string?>("--output") { Description = "A file for all grades with their verdicts, JSON Lines.", HelpName = "FILE" };
        Option<int> show = RubricArguments.Show("How many of the worst answers are shown.", 5);
        var command = new Command("test", "Grades stored answers by a rubric.") { rubric, answers, output, show };
        command.AddTaskFlags();
        command.AddConfigurationFlags();
        command.SetAction(async (result, cancellationToken) =>
        {
            HindsightSettings settings = context.Settings(result);
            var grading = new AnswerGrading(settings, context, context.Logging(result));
            IReadOnlyList<GivenAnswer> given = grading.Read(result.GetValue(answers)!);
            RubricCatalog source = result.GetValue(rubric) is { } name
                ? RubricFiles.Source(RubricFiles.PathOf(context.Places, settings, name), CheckRegistry.Default)
                : RubricCatalog.Load(context.Places.Folder(settings.RubricsFolder, "rubrics"), CheckRegistry.Default, settings.Rubric.Length > 0 ? settings.Rubric : null);
            IReadOnlyList<GradedAnswer> graded = (await grading.GradeAsync([source], given, cancellationToken).ConfigureAwait(false))[0];
            if (result.GetValue(output) is { } file) GradedAnswersFile.Write(context.Places.Absolute(file), graded);
            context.Terminal.Write(GradedAnswersReport.Render(graded, source, settings.Hindsight.SuccessThreshold, result.GetValue(show)));
            return ExitCode.OfGrading(graded);
        });
        return command;
    }
}
