using System.CommandLine;
using Hindsight.Files;
using Hindsight.Worker.Configuration;

namespace Hindsight.Worker.Commands;

/// <summary><c>rubric new</c>: begins a rubric file.</summary>
internal static class RubricNewCommand
{
    private const string Schema = "rubric.schema.json";

    /// <summary>The command.</summary>
    public static Command Create(WorkerContext context)
    {
        var name = new Argument<string>("name") { Description = "The rubric's name: letters, digits, _ and -." }.RefusingOptions();
        var command = new Command("new", "Begins a rubric with comments, in the rubrics folder, and puts the schema for editors beside it.") { name };
        command.AddConfigurationFlags();
        command.SetAction(result =>
        {
            HindsightSettings settings = context.Settings(result);
            string rubric = result.GetRequiredValue(name), folder = FolderOf(settings, context.Places), path = Path.Combine(folder, rubric + ".yaml");
            if (rubric.Length == 0 || !char.IsAsciiLetterOrDigit(rubric[0]) || !rubric.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-'))
                throw new ConfigurationException([$"'{rubric}' cannot be a rubric's name; expected letters, digits, _ and -, the first a letter or a digit."]);
            if (File.Exists(path)) throw new ConfigurationException([$"There is a rubric '{rubric}' already: {path}."]);
            Directory.CreateDirectory(folder);
            string shipped = Path.Combine(context.Places.ProgramFolder, "rubrics");
            Durable.WriteFile(path, File.ReadAllBytes(Path.Combine(shipped, "start", "rubric.yaml")));
            // The program's own file: that of another version would complete other keys and checks.
            if (folder != shipped) Durable.WriteFile(Path.Combine(folder, Schema), File.ReadAllBytes(Path.Combine(shipped, Schema)));
            context.Terminal.WriteLine($"{path}: begun; 'rubric lint {rubric}' checks it.");
        });
        return command;
    }

    /// <summary>Where rubrics are written: as configured, else in the working folder; never beside the executable, where they are only read.</summary>
    private static string FolderOf(HindsightSettings settings, Places places) =>
        settings.RubricsFolder.Length > 0 ? places.Absolute(settings.RubricsFolder) : Path.Combine(places.WorkingFolder, "rubrics");
}
