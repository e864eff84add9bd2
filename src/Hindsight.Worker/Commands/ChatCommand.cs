using System.CommandLine;
using Hindsight.Policies;
using Hindsight.Worker.Chat;
using Hindsight.Worker.Configuration;
using Hindsight.Worker.Policies;

namespace Hindsight.Worker.Commands;

/// <summary><c>chat</c>: a conversation with a policy.</summary>
internal static class ChatCommand
{
    /// <summary>The command.</summary>
    public static Command Create(WorkerContext context)
    {
        var temperature = new Option<double>("--temperature") { Description = "0: the best token each time.", HelpName = "T", DefaultValueFactory = _ => 0.7 };
        var maxTokens = new Option<int>("--max-tokens") { Description = "The longest reply.", HelpName = "N", DefaultValueFactory = _ => 256 };
        var system = new Option<string>("--system") { Description = "A system message.", HelpName = "TEXT", DefaultValueFactory = _ => "" };
        temperature.Validators.Add(r => Demand(r, r.GetValueOrDefault<double>() is >= 0 and <= 100, "--temperature must be 0 to 100."));
        maxTokens.Validators.Add(r => Demand(r, r.GetValueOrDefault<int>() > 0, "--max-tokens must be above 0."));
        var command = new Command("chat", "Talks with a policy; from a pipe each line is a turn.") { temperature, maxTokens, system };
        command.AddPolicyFlags();
        command.AddConfigurationFlags();
        command.SetAction(async (result, cancellationToken) =>
        {
            HindsightSettings settings = context.Settings(result);
            using LoadedPolicy loaded = LoadedPolicy.Load(settings.Policy, context.Places);
            var options = new SamplingOptions { Temperature = result.GetValue(temperature), MaxTokens = result.GetValue(maxTokens) };
            await new ChatLoop(loaded.Policy, context.Terminal, options, settings.Seed, result.GetValue(system)!).RunAsync(cancellationToken).ConfigureAwait(false);
        });
        return command;
    }

    private static void Demand(System.CommandLine.Parsing.OptionResult result, bool holds, string fault)
    {
        if (!holds) result.AddError(fault);
    }
}
