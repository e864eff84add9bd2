using System.CommandLine;
using Hindsight.Answers;
using Hindsight.Imports;
using Hindsight.Tasks;
using Hindsight.Worker.Configuration;

namespace Hindsight.Worker.Commands;

/// <summary><c>rubric import</c>: takes over a benchmark whose prompts bring criteria of their own.</summary>
internal static class RubricImportCommand
{
    private const string DataVariable = "HINDSIGHT_DATA";
    private static readonly string[] Named = ["infobench", "healthbench"];

    /// <summary>The command.</summary>
    public static Command Create(WorkerContext context)
    {
        var source = new Argument<string>("source") { Description = $"A file of InFoBench or HealthBench, or their names: the files of that folder below {DataVariable} (else ../shared/data)." };
        var output = new Option<string>("--output") { Description = "The file of tasks that is written.", HelpName = "FILE", Required = true };
        var answers = new Option<string?>("--answers") { Description = "A file for the answers that the benchmark brings.", HelpName = "FILE" };
        var command = new Command("import", "Makes tasks with criteria of InFoBench or HealthBench.") { source, output, answers };
        command.SetAction(result =>
        {
            ImportedTasks imported = Read(context.Places, result.GetValue(source)!);
            string path = context.Places.Absolute(result.GetValue(output)!);
            TaskFile.Write(path, imported.Tasks);
            context.Terminal.WriteLine($"{imported.Tasks.Count} tasks with {imported.Tasks.Sum(t => t.Criteria.Count)} criteria, {imported.Tasks.Sum(t => t.Criteria.Count(c => c.Weight < 0))} of them pitfalls, in {path}");
            if (result.GetValue(answers) is not { } file) return;
            AnswerFile.Write(context.Places.Absolute(file), imported.Answers);
            context.Terminal.WriteLine($"{imported.Answers.Count} answers in {context.Places.Absolute(file)}");
        });
        return command;
    }

    private static ImportedTasks Read(Places places, string source)
    {
        if (!Named.Contains(source)) return RubricImport.Read(places.Absolute(source));
        string data = Environment.GetEnvironmentVariable(DataVariable) is { Length: > 0 } configured ? configured : Path.Combine("..", "shared", "data");
        string folder = Path.Combine(places.Absolute(data), source);
        string[] files = Directory.Exists(folder) ? [.. Directory.GetFiles(folder, "*.jsonl").Order(StringComparer.Ordinal)] : [];
        if (files.Length == 0) throw new ConfigurationException([$"Found no *.jsonl in {folder}; expected the files of {source} there, or the path of one. {DataVariable} names the folder of data."]);
        // A folder may hold other files beside the prompts: results, for example. A faulty file of prompts is a fault.
        var faults = new InputFaults();
        List<string> others = [];
        ImportedTasks[] read = [.. files.SelectMany(file => faults.Collect(() => Prompts(file, others)) ?? [])];
        if (others.Count == files.Length) faults.Add(others);
        faults.DemandNone();
        return new ImportedTasks([.. read.SelectMany(r => r.Tasks).DistinctBy(t => t.Id)], [.. read.SelectMany(r => r.Answers).DistinctBy(a => a.Id)]);
    }

    private static ImportedTasks[] Prompts(string file, List<string> others)
    {
        try
        {
            return [RubricImport.Read(file)];
        }
        catch (ImportException e) when (e.IsOfSomethingElse)
        {
            others.AddRange(e.Faults);
            return [];
        }
    }
}
