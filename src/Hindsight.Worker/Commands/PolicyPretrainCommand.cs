using System.CommandLine;
using Hindsight.Curation;
using Hindsight.Grading;
using Hindsight.Rubrics;
using Hindsight.SemanticKernel.Prompts;
using Hindsight.Worker.Configuration;
using Hindsight.Worker.Hosting;
using Hindsight.Worker.OrderDesk;
using Microsoft.Extensions.DependencyInjection;

namespace Hindsight.Worker.Commands;

/// <summary><c>policy pretrain</c>: makes the embedded default from nothing.</summary>
internal static class PolicyPretrainCommand
{
    /// <summary>The command.</summary>
    public static Command Create(WorkerContext context)
    {
        var defaults = new PretrainingOptions();
        var output = new Option<string>("--output") { Description = "The folder that the policy is written to; it must not hold anything.", HelpName = "FOLDER", Required = true };
        var seed = new Option<ulong>("--seed") { Description = "Decides the corpus, the first weights and the order of examples.", HelpName = "N", DefaultValueFactory = _ => defaults.Seed };
        var conversations = new Option<int>("--conversations") { Description = "Conversations whose revisions mend all that they are told.", HelpName = "N", DefaultValueFactory = _ => defaults.Conversations };
        var partial = new Option<int>("--partial-conversations") { Description = "Conversations whose revisions overlook some of what they are told.", HelpName = "N", DefaultValueFactory = _ => defaults.PartialConversations };
        var threads = new Option<int>("--threads") { Description = "Processor threads; 0: one a core.", HelpName = "N", DefaultValueFactory = _ => defaults.Threads };
        var command = new Command("pretrain", "Makes the order desk's policy: corpus, tokenizer, supervised training.") { output, seed, conversations, partial, threads };
        command.SetAction((result, cancellationToken) => RunAsync(
            context, context.Places.Absolute(result.GetValue(output)!),
            defaults with { Seed = result.GetValue(seed), Conversations = result.GetValue(conversations), PartialConversations = result.GetValue(partial), Threads = result.GetValue(threads) }, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(WorkerContext context, string folder, PretrainingOptions options, CancellationToken cancellationToken)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()) throw new ConfigurationException([$"--output {folder}: the folder is not empty."]);
        if (options.Conversations < 1 || options.PartialConversations < 1)
            throw new ConfigurationException([$"--conversations {options.Conversations}, --partial-conversations {options.PartialConversations}: expected at least 1 of each."]);
        using ServiceProvider services = WorkerServices.Build(new HindsightSettings(), context.Places, context.Time, logging => logging.AddStandardError());
        using var signals = new ShutdownSignals(context.Terminal.Error.WriteLine);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(signals.Stopping, cancellationToken);
        var pretraining = new OrderDeskPretraining(
            options, services.GetRequiredService<IRubricSource>(), services.GetRequiredService<IGrader>(), services.GetRequiredService<IHindsightPromptWriter>(),
            services.GetRequiredService<PromptLibrary>().Hash, context.Time);
        try
        {
            await pretraining.RunAsync(folder, context.Terminal.WriteLine, stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (signals.ExitCode is not null)
        {
            context.Terminal.WriteLine("Stopped; nothing is written.");
            return signals.ExitCode.Value;
        }

        context.Terminal.WriteLine($"The policy lies in {folder}");
        return ExitCode.Success;
    }
}
