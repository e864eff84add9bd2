using System.CommandLine;
using Hindsight.Curation;
using Hindsight.Files;
using Hindsight.Grading;
using Hindsight.Policies;
using Hindsight.Rubrics;
using Hindsight.SemanticKernel.Prompts;
using Hindsight.Tasks;
using Hindsight.Torch;
using Hindsight.Worker.Configuration;
using Hindsight.Worker.Hosting;
using Hindsight.Worker.Revisions;
using Hindsight.Worker.Runs;
using Hindsight.Worker.Tuning;
using Microsoft.Extensions.DependencyInjection;

namespace Hindsight.Worker.Commands;

/// <summary><c>tasks revisions</c>: makes conversations that teach a policy to revise, from its own drafts mended by rule.</summary>
internal static class TasksRevisionsCommand
{
    /// <summary>The command.</summary>
    public static Command Create(WorkerContext context)
    {
        var output = new Option<string>("--output") { Description = "The file of conversations that is written; it is there whole or not at all.", HelpName = "FILE", Required = true };
        var samples = new Option<int>("--samples") { Description = "Drafts of each training task.", HelpName = "N", DefaultValueFactory = _ => 4 };
        var plain = new Option<bool>("--also-plain") { Description = "Writes every mended answer as the answer to its task, too." };
        var command = new Command("revisions", "Samples drafts, mends those that fail their checks, and writes conversations for tune.") { output, samples, plain };
        command.AddPolicyFlags();
        command.AddTaskFlags();
        command.AddConfigurationFlags();
        command.SetAction((result, cancellationToken) => RunAsync(
            context, result, context.Places.Absolute(result.GetValue(output)!), new RevisionOptions(result.GetValue(samples), result.GetValue(plain)), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(WorkerContext context, ParseResult result, string output, RevisionOptions options, CancellationToken cancellationToken)
    {
        var faults = new InputFaults();
        HindsightSettings settings = context.Settings(result, faults);
        if (options.Samples < 1) faults.Add([$"--samples is {options.Samples}; expected at least 1."]);
        // Code decides these tasks: nobody's advice goes into the prompts, so that the same command writes the same file.
        settings.Advice = false;
        await using ServiceProvider services = WorkerServices.Build(settings, context.Places, context.Time, context.Logging(result));
        faults.Collect(services.GetRequiredService<PromptLibrary>);
        TaskSource? source = faults.Collect(services.GetRequiredService<TaskSource>);
        if (source is not null) faults.Add(Unusable(source, settings));
        faults.DemandNone();
        faults.Collect(services.GetRequiredService<PolicyModel>);
        faults.DemandNone();

        using var signals = new ShutdownSignals(context.Terminal.Error.WriteLine);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(signals.Stopping, cancellationToken);
        var writer = new RevisionWriter(
            services.GetRequiredService<IPolicy>(), services.GetRequiredService<IGrader>(), source!.Rubrics, services.GetRequiredService<ICheckRegistry>(),
            services.GetRequiredService<IHindsightPromptWriter>(), settings.Sampling, settings.Hindsight.SuccessThreshold, settings.Seed);
        try
        {
            (IReadOnlyList<IReadOnlyList<ChatMessage>> conversations, RevisionReport report) =
                await writer.WriteAsync(source.Tasks, options, (done, all) => context.Terminal.WriteLine($"tasks {done}/{all}"), stop.Token).ConfigureAwait(false);
            RevisionTable.Print(context.Terminal, report);
            return Write(context.Terminal, output, conversations);
        }
        catch (OperationCanceledException) when (signals.ExitCode is not null)
        {
            context.Terminal.WriteLine("Stopped; nothing is written.");
            return signals.ExitCode.Value;
        }
    }

    private static IEnumerable<string> Unusable(TaskSource source, HindsightSettings settings)
    {
        List<TrainingTask> train = [.. source.Tasks.Where(t => t.Split == TaskSplit.Train)];
        if (train.Count == 0) yield return $"{settings.Tasks}: every task is held out; revisions are made of training tasks alone.";
        else if (train.All(t => source.Rubrics.Resolve(t).Criteria.Any(c => c.Kind == CriterionKind.Judge))) yield return $"{settings.Tasks}: a judge decides something of every training task; expected tasks that checks decide.";
    }

    private static int Write(Terminal terminal, string output, IReadOnlyList<IReadOnlyList<ChatMessage>> conversations)
    {
        if (conversations.Count == 0)
        {
            terminal.Error.WriteLine("No draft was mended; nothing is written.");
            return ExitCode.Failed;
        }

        Durable.WriteFile(output, stream =>
        {
            foreach (IReadOnlyList<ChatMessage> conversation in conversations) ConversationFile.Write(stream, conversation);
        });
        terminal.WriteLine($"{conversations.Count} conversations, in {output}");
        return ExitCode.Success;
    }
}
