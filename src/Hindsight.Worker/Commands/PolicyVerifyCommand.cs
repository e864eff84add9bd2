using System.CommandLine;
using Hindsight.Torch.Verification;
using Hindsight.Worker.Hosting;
using Hindsight.Worker.Policies;
using Spectre.Console;

namespace Hindsight.Worker.Commands;

/// <summary><c>policy verify</c>: compares a device and type with the processor in fp32 on the same weights.</summary>
internal static class PolicyVerifyCommand
{
    /// <summary>The command.</summary>
    public static Command Create(WorkerContext context)
    {
        var command = new Command("verify", "Compares a device and type with the processor in fp32 on the same weights: logits, log-probs, gradients, an optimiser step.");
        command.AddPolicyFlags();
        command.AddConfigurationFlags();
        command.SetAction(async (result, cancellationToken) =>
            Print(context.Terminal, await LoadedPolicy.VerifyAsync(context.Settings(result).Policy, context.Places, cancellationToken).ConfigureAwait(false)));
        return command;
    }

    /// <summary>Prints what was compared.</summary>
    /// <returns>The exit code.</returns>
    internal static int Print(Terminal terminal, VerificationResult result)
    {
        Table table = terminal.CreateTable().AddColumns($"{result.Device}, {result.Dtype}", "largest difference", "at", "relative difference", "tolerance", "");
        foreach (VerifiedQuantity quantity in result.Quantities)
        {
            table.AddRow(
                quantity.Name, Figures(quantity.LargestDifference), Markup.Escape(quantity.Where), Figures(quantity.RelativeDifference), Figures(quantity.Tolerance),
                quantity.Passed ? "passed" : "failed");
        }

        terminal.Out.Write(table);
        if (result.Passed) return ExitCode.Success;
        terminal.Error.WriteLine($"{result.Device} in {result.Dtype} differs from the processor in fp32 by more than the tolerance: {string.Join(", ", result.Quantities.Where(q => !q.Passed).Select(q => q.Name))}.");
        return ExitCode.Failed;
    }

    private static string Figures(double value) => value.ToString("0.0e+0", System.Globalization.CultureInfo.InvariantCulture);
}
