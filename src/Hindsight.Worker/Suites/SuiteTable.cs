using Hindsight.Suites;
using Hindsight.Worker.Hosting;
using Hindsight.Worker.Views;
using Spectre.Console;

namespace Hindsight.Worker.Suites;

/// <summary>A measurement on a suite as tables.</summary>
internal static class SuiteTable
{
    /// <summary>Prints the numbers of the field, then those of single kinds, then what counts in none.</summary>
    public static void Print(Terminal terminal, SuiteReport report)
    {
        Table numbers = terminal.CreateTable("number", "value", "95 % interval", "of");
        foreach ((string name, Estimate? number) in report.Numbers) numbers.AddRow(Row(name, number));
        terminal.Out.Write(numbers);
        foreach (IGrouping<string, SuiteGroup> groups in report.Groups.GroupBy(g => g.By)) terminal.Out.Write(Groups(terminal, groups.Key, report.Form, groups));
        terminal.WriteLine(
            $"{report.Prompts} prompts, {report.Graded} answers graded"
            + (report.MeanTokens is { } tokens ? $", {Figures.Mean(tokens)} tokens an answer, {Figures.Percent(report.CutOff!.Value)} cut off." : "."));
        if (report.Missing.Count > 0) terminal.WriteLine($"{report.Missing.Count} prompts have no answer; they count in no number.");
        if (report.TooLong.Count > 0) terminal.WriteLine($"{report.TooLong.Count} prompts do not fit the context; they count in no number: {string.Join(", ", report.TooLong)}.");
        foreach ((string cause, int count) in report.Ungraded) terminal.WriteLine($"{count} answers were not graded; they count in no number: {cause}.");
    }

    private static string[] Row(string name, Estimate? number)
    {
        string title = name switch
        {
            "prompt_strict" => "prompt-level, strict",
            "instruction_strict" => "instruction-level, strict",
            "prompt_loose" => "prompt-level, loose",
            "instruction_loose" => "instruction-level, loose",
            "prompt" => "all constraints of a prompt",
            "constraint" => "constraints",
            "constraint_by_prompt" => "constraints, mean over prompts",
            "pass_rate" => "pass rate",
            _ => name,
        };
        if (number is null) return [title, "-", "-", "0"];
        bool score = name == "score";
        Func<double, string> figure = score ? Figures.Score : Figures.Percent;
        bool counted = name is not ("score" or "constraint_by_prompt");
        return [title, figure(number.Value), $"{figure(number.Low)} to {figure(number.High)}", counted ? $"{Figures.Count(number.Reached)} / {Figures.Count(number.Of)}" : Figures.Count(number.Of)];
    }

    private static Table Groups(Terminal terminal, string by, SuiteForm form, IEnumerable<SuiteGroup> groups)
    {
        Table table = form switch
        {
            SuiteForm.Instructions => terminal.CreateTable(by, "instructions", "strict", "loose"),
            SuiteForm.Constraints => terminal.CreateTable(by, "answers", "all met", "constraints", "met"),
            _ => terminal.CreateTable(by, "answers", "met"),
        };
        foreach (SuiteGroup group in groups)
        {
            string name = Markup.Escape(group.Name), demands = Figures.Count(group.Demands.Of), met = Figures.Percent(group.Demands.Value);
            string[] row = form switch
            {
                SuiteForm.Instructions => [name, demands, met, Figures.Percent(group.LooseDemands!.Value.Value)],
                SuiteForm.Constraints => [name, Figures.Count(group.Answers.Of), Figures.Percent(group.Answers.Value), demands, met],
                _ => [name, demands, met],
            };
            table.AddRow(row);
        }

        return table;
    }
}
