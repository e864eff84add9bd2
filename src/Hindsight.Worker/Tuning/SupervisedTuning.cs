using System.ComponentModel.DataAnnotations;
using Hindsight.Learning;
using Hindsight.Torch;
using Hindsight.Torch.Learning;
using Hindsight.Torch.Text;
using Hindsight.Training;
using Hindsight.Worker.Commands;
using Hindsight.Worker.Configuration;
using Hindsight.Worker.Hosting;
using Hindsight.Worker.Policies;
using Hindsight.Worker.Views;

namespace Hindsight.Worker.Tuning;

/// <summary>Trains a policy on given conversations and writes it. A signal ends it after the step in hand with a checkpoint, whence it goes on to the same bits.</summary>
internal sealed class SupervisedTuning(Terminal terminal, SupervisedTrainer trainer, TuningData data, CheckpointStore checkpoints, int checkpointEvery)
{
    private int _saved = -1;

    /// <summary>Reads, trains, writes.</summary>
    /// <returns>The exit code: 0, or that of the signal that stopped it.</returns>
    /// <exception cref="ConversationFileException">The data cannot be used.</exception>
    /// <exception cref="ConfigurationException">The plan cannot be carried out.</exception>
    public static async Task<int> RunAsync(WorkerContext context, HindsightSettings settings, TuningPlan plan, CancellationToken cancellationToken)
    {
        Terminal terminal = context.Terminal;
        SupervisedOptions options = Options(settings, plan);
        var folder = new TuningFolder(plan.Output);
        if (plan.Resume && folder.CleanUp()) return Complete(terminal, plan);
        folder.Demand(plan.Resume);
        string path = LoadedPolicy.PathOf(settings.Policy, context.Places);
        TuningData all = TuningData.Read(plan.Data, ChatTokenizer.Load(path));

        using PolicyModel model = LoadedPolicy.LoadModel(settings.Policy, context.Places, Seeds.Derive(settings.Seed, "init"));
        TuningData data = all.Fitting(model.Architecture.ContextLength);
        int left = all.Train.Count + all.HeldOut.Count - data.Train.Count - data.HeldOut.Count;
        terminal.WriteLine($"{data.Train.Count} conversations, {Figures.Count(data.Train.Sum(e => (long)e.Tokens.Length))} tokens; {data.HeldOut.Count} held out; {left} longer than the context are left out.");
        if (data.Train.Count == 0) throw new ConfigurationException([$"{plan.Data}: no conversation fits the context of {model.Architecture.ContextLength} tokens."]);

        using var signals = new ShutdownSignals(terminal.Error.WriteLine);
        using (folder.Open(new TuningRecord(data.Sha256, path, model.DeviceName, model.DtypeName, settings.Policy.Lora, options)))
        {
            using var trainer = new SupervisedTrainer(model, data.Train, options, context.Time);
            var tuning = new SupervisedTuning(terminal, trainer, data, new CheckpointStore(folder.Checkpoints, settings.Checkpoints.Keep), plan.CheckpointEvery);
            if (!await tuning.TrainAsync(signals.Stopping, cancellationToken).ConfigureAwait(false)) return signals.ExitCode!.Value;
            await model.ExportAsync(plan.Output, cancellationToken).ConfigureAwait(false);
        }

        folder.CleanUp();
        return Complete(terminal, plan);
    }

    /// <summary>Goes from the newest checkpoint to the last step.</summary>
    /// <returns>Whether it got there; else there is a checkpoint.</returns>
    private async Task<bool> TrainAsync(CancellationToken afterStep, CancellationToken atOnce)
    {
        if (checkpoints.Newest() is { } newest)
        {
            await checkpoints.LoadAsync(newest.Step, trainer, atOnce).ConfigureAwait(false);
            _saved = newest.Step;
        }

        await MeasureAsync(atOnce).ConfigureAwait(false);
        while (trainer.Step < trainer.Steps && !afterStep.IsCancellationRequested)
        {
            Show(await trainer.StepAsync(atOnce).ConfigureAwait(false));
            if (trainer.Step % checkpointEvery == 0) await SaveAsync(atOnce).ConfigureAwait(false);
        }

        if (trainer.Step == trainer.Steps)
        {
            await MeasureAsync(atOnce).ConfigureAwait(false);
            return true;
        }

        await SaveAsync(atOnce).ConfigureAwait(false);
        terminal.WriteLine($"Stopped after step {trainer.Step}; the checkpoint lies in {checkpoints.PathOf(trainer.Step)}.");
        terminal.WriteLine("The same command with --resume continues.");
        return false;
    }

    private async Task SaveAsync(CancellationToken cancellationToken)
    {
        if (_saved == trainer.Step) return;
        var state = new TrainingState { RunId = "tuning", Step = trainer.Step };
        await checkpoints.WriteAsync(state, trainer, cancellationToken).ConfigureAwait(false);
        checkpoints.Publish(state);
        _saved = state.Step;
    }

    private async Task MeasureAsync(CancellationToken cancellationToken)
    {
        if (data.HeldOut.Count == 0) return;
        double loss = await trainer.LossAsync(data.HeldOut, cancellationToken).ConfigureAwait(false);
        terminal.WriteLine($"held-out loss after step {trainer.Step}: {Figures.Score(loss)}");
    }

    private static int Complete(Terminal terminal, TuningPlan plan)
    {
        terminal.WriteLine($"The tuned policy lies in {plan.Output}");
        return ExitCode.Success;
    }

    private static SupervisedOptions Options(HindsightSettings settings, TuningPlan plan)
    {
        OptimizerOptions optimizer = settings.Optimizer with { LearningRate = plan.LearningRate, Epochs = plan.Epochs };
        var options = new SupervisedOptions { Optimizer = optimizer, BatchTokens = plan.BatchTokens, Seed = settings.Seed };
        List<ValidationResult> faults = [];
        Validator.TryValidateObject(optimizer, new ValidationContext(optimizer), faults, validateAllProperties: true);
        Validator.TryValidateObject(options, new ValidationContext(options), faults, validateAllProperties: true);
        if (plan.CheckpointEvery < 1) faults.Add(new ValidationResult($"--checkpoint-every is {plan.CheckpointEvery}; expected at least 1."));
        return faults.Count == 0 ? options : throw new ConfigurationException(faults.Select(f => f.ErrorMessage!).ToList());
    }

    private void Show(SupervisedProgress p) =>
        terminal.WriteLine($"step {p.Step}/{p.Steps}  loss {Figures.Score(p.Loss)}  gradient {Figures.Score(p.GradientNorm)}  {Figures.Count(p.TokensPerSecond)} tokens/s");
}
