using System.ComponentModel.DataAnnotations;
using Hindsight.Learning;
using Hindsight.Policies;
using Hindsight.Torch;
using Hindsight.Torch.Learning;
using Hindsight.Torch.Text;
using Hindsight.Worker.Commands;
using Hindsight.Worker.Configuration;
using Hindsight.Worker.Hosting;
using Hindsight.Worker.Policies;
using Hindsight.Worker.Views;

namespace Hindsight.Worker.Tuning;

/// <summary>Trains a policy on given conversations and writes it.</summary>
internal static class SupervisedTuning
{
    /// <summary>Reads, trains, writes; a signal ends it without writing anything.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="ConversationFileException">The data cannot be used.</exception>
    /// <exception cref="ConfigurationException">The plan cannot be carried out.</exception>
    public static async Task<int> RunAsync(WorkerContext context, HindsightSettings settings, TuningPlan plan, CancellationToken cancellationToken)
    {
        SupervisedOptions options = Options(settings, plan);
        if (Directory.Exists(plan.Output) && Directory.EnumerateFileSystemEntries(plan.Output).Any())
            throw new ConfigurationException([$"--output {plan.Output}: the folder is not empty."]);
        IReadOnlyList<IReadOnlyList<ChatMessage>> conversations = ConversationFile.Read(plan.Data);
        using PolicyModel model = LoadedPolicy.LoadModel(settings.Policy, context.Places);
        List<SupervisedExample> examples = Encode(model.Tokenizer!, conversations).ToList();
        List<SupervisedExample> fitting = examples.Where(e => e.Tokens.Length <= model.Architecture.ContextLength).ToList();
        context.Terminal.WriteLine($"{fitting.Count} conversations, {Figures.Count(fitting.Sum(e => (long)e.Tokens.Length))} tokens; {examples.Count - fitting.Count} longer than the context are left out.");
        if (fitting.Count == 0) throw new ConfigurationException([$"{plan.Data}: no conversation fits the context of {model.Architecture.ContextLength} tokens."]);

        using var signals = new ShutdownSignals(context.Terminal.Error.WriteLine);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(signals.Stopping, cancellationToken);
        try
        {
            await new SupervisedTrainer(model, options, context.Time).TrainAsync(fitting, p => Show(context.Terminal, p), stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (signals.ExitCode is not null)
        {
            context.Terminal.WriteLine("Stopped; nothing is written.");
            return signals.ExitCode.Value;
        }

        await model.ExportAsync(plan.Output, cancellationToken).ConfigureAwait(false);
        context.Terminal.WriteLine($"The tuned policy lies in {plan.Output}");
        return ExitCode.Success;
    }

    private static SupervisedOptions Options(HindsightSettings settings, TuningPlan plan)
    {
        OptimizerOptions optimizer = settings.Optimizer with { LearningRate = plan.LearningRate, Epochs = plan.Epochs };
        var options = new SupervisedOptions { Optimizer = optimizer, BatchTokens = plan.BatchTokens, Seed = settings.Seed };
        List<ValidationResult> faults = [];
        Validator.TryValidateObject(optimizer, new ValidationContext(optimizer), faults, validateAllProperties: true);
        Validator.TryValidateObject(options, new ValidationContext(options), faults, validateAllProperties: true);
        return faults.Count == 0 ? options : throw new ConfigurationException(faults.Select(f => f.ErrorMessage!).ToList());
    }

    private static IEnumerable<SupervisedExample> Encode(ChatTokenizer tokenizer, IEnumerable<IReadOnlyList<ChatMessage>> conversations)
    {
        foreach (IReadOnlyList<ChatMessage> conversation in conversations)
        {
            (int[] tokens, bool[] mask) = tokenizer.EncodeConversation(conversation);
            yield return new SupervisedExample(tokens, mask);
        }
    }

    private static void Show(Terminal terminal, SupervisedProgress p) =>
        terminal.WriteLine($"step {p.Step}/{p.Steps}  loss {Figures.Score(p.Loss)}  gradient {Figures.Score(p.GradientNorm)}  {Figures.Count(p.TokensPerSecond)} tokens/s");
}
