using System.CommandLine;
using Hindsight.Torch;
using Hindsight.Torch.Models;
using Hindsight.Worker.Configuration;
using Hindsight.Worker.Policies;
using Hindsight.Worker.Views;
using Spectre.Console;

namespace Hindsight.Worker.Commands;

/// <summary><c>policy info</c>: what a model is.</summary>
internal static class PolicyInfoCommand
{
    /// <summary>The command.</summary>
    public static Command Create(WorkerContext context)
    {
        var command = new Command("info", "Prints a model's architecture, size, device and type, and tokenizer.");
        command.AddPolicyFlags();
        command.AddConfigurationFlags();
        command.SetAction(result =>
        {
            HindsightSettings settings = context.Settings(result);
            using PolicyModel model = LoadedPolicy.LoadModel(settings.Policy, context.Places);
            Architecture a = model.Architecture;
            Table table = context.Terminal.CreateTable().AddColumns("policy", Markup.Escape(LoadedPolicy.PathOf(settings.Policy, context.Places)));
            table.AddRow("parameters", Figures.Count(a.ParameterCount));
            table.AddRow("layers", $"{a.Layers}");
            table.AddRow("width, inner width", $"{a.HiddenSize}, {a.IntermediateSize}");
            table.AddRow("heads, key-value heads, head's width", $"{a.Heads}, {a.KeyValueHeads}, {a.HeadDimension}");
            table.AddRow("vocabulary", $"{Figures.Count(a.VocabularySize)}{(a.TiedEmbeddings ? ", head tied to the embedding" : "")}");
            table.AddRow("context", $"{Figures.Count(a.ContextLength)} tokens");
            table.AddRow("rotary base, norm epsilon", $"{SettingValue.Format(a.RotaryBase)}, {SettingValue.Format(a.NormEpsilon)}");
            table.AddRow("computed on, in", $"{model.DeviceName}, {model.DtypeName}");
            table.AddRow("tokenizer", $"{Figures.Count(model.Tokenizer!.VocabularySize)} tokens, a response ends at {string.Join(" or ", model.Tokenizer.EndTokens)}");
            context.Terminal.Out.Write(table);
        });
        return command;
    }
}
