using System.CommandLine;
using Hindsight.Worker.Configuration;
using Hindsight.Worker.Tuning;

namespace Hindsight.Worker.Commands;

/// <summary><c>tune</c>: supervised training on given conversations.</summary>
internal static class TuneCommand
{
    /// <summary>The command.</summary>
    public static Command Create(WorkerContext context)
    {
        var data = new Option<string>("--data") { Description = "Conversations: JSON Lines of {\"messages\": [{\"role\", \"content\"} …]}; \"split\": \"heldout\" measures instead.", HelpName = "FILE", Required = true };
        var output = new Option<string>("--output") { Description = "The folder that the tuned policy is written to.", HelpName = "FOLDER", Required = true };
        var epochs = new Option<int>("--epochs") { Description = "Passes over the conversations.", HelpName = "N", DefaultValueFactory = _ => 1 };
        var rate = new Option<double>("--learning-rate") { Description = "The peak learning rate.", HelpName = "RATE", DefaultValueFactory = _ => 1e-5 };
        var batch = new Option<int>("--batch-tokens") { Description = "Tokens of an optimiser step.", HelpName = "N", DefaultValueFactory = _ => 8192 };
        var every = new Option<int>("--checkpoint-every") { Description = "Steps from one checkpoint to the next.", HelpName = "N", DefaultValueFactory = _ => 50 };
        var resume = new Option<bool>("--resume") { Description = "Continues an unfinished tuning into the same --output, to the same bits; everything else must be as it was." };
        var command = new Command("tune", "Trains a policy on given conversations; the loss is on the assistant's tokens alone.") { data, output, epochs, rate, batch, every, resume };
        command.AddPolicyFlags();
        command.Options.Add(new SettingOption<ulong>("--seed", "Seed", "Decides the order of the conversations.", "N"));
        command.Options.Add(new SettingOption<bool>("--lora", "Policy:Lora:Enabled", "Trains low-rank adapters instead of the full weights."));
        command.AddConfigurationFlags();
        command.SetAction((result, cancellationToken) =>
        {
            HindsightSettings settings = context.Settings(result);
            var plan = new TuningPlan(
                context.Places.Absolute(result.GetValue(data)!), context.Places.Absolute(result.GetValue(output)!), result.GetValue(resume), result.GetValue(every),
                result.GetValue(epochs), result.GetValue(rate), result.GetValue(batch));
            return SupervisedTuning.RunAsync(context, settings, plan, cancellationToken);
        });
        return command;
    }
}
