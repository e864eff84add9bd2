using System.CommandLine;
using Hindsight.Torch.Checkpoints;
using Hindsight.Torch.Models;
using Hindsight.Worker.Views;

namespace Hindsight.Worker.Commands;

/// <summary><c>policy import</c>: turns a GGUF file into a Hugging Face folder.</summary>
internal static class PolicyImportCommand
{
    /// <summary>The command.</summary>
    public static Command Create(WorkerContext context)
    {
        var from = new Option<string>("--from") { Description = "The GGUF file; tokenizer and configuration files beside it are taken along.", HelpName = "FILE", Required = true };
        var to = new Option<string>("--to") { Description = "The folder; it must not hold anything.", HelpName = "FOLDER", Required = true };
        var command = new Command("import", "Turns a GGUF file into a Hugging Face folder.") { from, to };
        command.SetAction(result =>
        {
            string folder = context.Places.Absolute(result.GetValue(to)!);
            Architecture architecture = PolicyImporter.Import(context.Places.Absolute(result.GetValue(from)!), folder);
            context.Terminal.WriteLine($"{Figures.Count(architecture.ParameterCount)} parameters in {folder}");
        });
        return command;
    }
}
