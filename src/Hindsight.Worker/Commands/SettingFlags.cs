using System.CommandLine;
using Hindsight.Worker.Configuration;

namespace Hindsight.Worker.Commands;

/// <summary>The flags that stand for settings. Each command takes the groups that concern it; <c>--set</c> reaches every other key.</summary>
internal static class SettingFlags
{
    /// <summary>Which policy, on which device.</summary>
    public static void AddPolicyFlags(this Command command)
    {
        command.Options.Add(new SettingOption<string>("--policy", "Policy:Path", "The policy: a Hugging Face folder, a PEFT folder or a GGUF file.", "FOLDER"));
        command.Options.Add(new SettingOption<string>("--device", "Policy:Device", "auto, cpu or cuda:N.", "DEVICE"));
        command.Options.Add(new SettingOption<string>("--dtype", "Policy:Dtype", "auto, bf16 or fp32.", "DTYPE"));
        command.Options.Add(new SettingOption<int>("--threads", "Policy:Threads", "Processor threads; 0: one a core.", "N"));
    }

    /// <summary>What answers are asked for and how they are graded.</summary>
    public static void AddTaskFlags(this Command command)
    {
        command.Options.Add(new SettingOption<string>("--tasks", "Tasks", "A file of tasks, JSON Lines.", "FILE"));
        command.Options.Add(Rubric());
        command.Options.Add(new SettingOption<string>("--judge", "Judge", "The judge or panel of criteria that name none.", "NAME"));
        command.Options.Add(Seed());
    }

    /// <summary>How labelled answers are judged.</summary>
    public static void AddCalibrationFlags(this Command command)
    {
        command.Options.Add(Rubric());
        command.Options.Add(Seed());
    }

    /// <summary>How it is trained.</summary>
    public static void AddTrainingFlags(this Command command)
    {
        command.Options.Add(new SettingOption<Preset>("--preset", "Preset", "The defaults: Auto, Demo, Instructions or Judged.", "NAME"));
        command.Options.Add(new SettingOption<int>("--steps", "Training:Steps", "Training steps.", "N"));
        command.Options.Add(new SettingOption<double>("--learning-rate", "Optimizer:LearningRate", "The peak learning rate.", "RATE"));
        command.Options.Add(new SettingOption<bool>("--lora", "Policy:Lora:Enabled", "Trains low-rank adapters instead of the full weights."));
    }

    /// <summary>Where runs lie, further settings, and a further file of them.</summary>
    public static void AddConfigurationFlags(this Command command)
    {
        command.Options.Add(new SettingOption<string>("--runs-folder", "RunsFolder", "The folder with one folder a run.", "FOLDER"));
        command.Options.Add(Config);
        command.Options.Add(Set);
    }

    /// <summary>A further file of settings.</summary>
    public static Option<string?> Config { get; } = new("--config") { Description = "A further settings file, over appsettings.json.", HelpName = "FILE" };

    /// <summary>Any setting.</summary>
    public static Option<string[]> Set { get; } = new("--set")
    {
        Description = "Any setting, as Section:Key=value (docs/configuration.md lists them); may be repeated.", HelpName = "KEY=VALUE", Arity = ArgumentArity.OneOrMore,
    };

    /// <summary>What is wrong with the flags: each <c>--set</c> that is not <c>KEY=VALUE</c>.</summary>
    public static IEnumerable<string> Faults(ParseResult result) =>
        (result.GetValue(Set) ?? []).Where(assignment => !IsAssignment(assignment)).Select(assignment => $"--set {assignment} is not KEY=VALUE.");

    /// <summary>The keys that the command line sets; <c>--set</c> first, so that a flag of its own wins. Faulty ones set nothing.</summary>
    public static IReadOnlyList<KeyValuePair<string, string?>> In(ParseResult result)
    {
        List<KeyValuePair<string, string?>> values = [];
        foreach (string assignment in (result.GetValue(Set) ?? []).Where(IsAssignment))
        {
            int equals = assignment.IndexOf('=', StringComparison.Ordinal);
            values.Add(new(BelowTheSection(assignment[..equals]), assignment[(equals + 1)..]));
        }

        values.AddRange(result.CommandResult.Command.Options.OfType<ISettingOption>()
            .Select(option => KeyValuePair.Create(option.Key, option.ValueIn(result))).Where(v => v.Value is not null));
        return values.GroupBy(v => v.Key, StringComparer.OrdinalIgnoreCase).Select(g => g.Last()).ToList();
    }

    private static SettingOption<string> Rubric() => new("--rubric", "Rubric", "The rubric of tasks that name none.", "NAME");

    private static SettingOption<ulong> Seed() => new("--seed", "Seed", "From which every random choice is derived.", "N");

    private static bool IsAssignment(string text) => text.IndexOf('=', StringComparison.Ordinal) > 0;

    // The curation's settings lie in a section of the project's own name: Hindsight:Alpha is one of them, Hindsight:Training:Steps is Training:Steps in full.
    private static string BelowTheSection(string key)
    {
        const string prefix = ConfigurationKeys.Section + ":";
        if (!key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) return key;
        string rest = key[prefix.Length..], first = rest.Split(':')[0];
        return typeof(HindsightSettings).GetProperties().Any(property => property.Name.Equals(first, StringComparison.OrdinalIgnoreCase)) ? rest : key;
    }
}
