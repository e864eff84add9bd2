using Hindsight.SemanticKernel.Prompts;
using Hindsight.Torch;
using Hindsight.Worker.Configuration;
using Hindsight.Worker.Policies;
using Microsoft.Extensions.DependencyInjection;

namespace Hindsight.Worker.Runs;

/// <summary>What a training reads before it begins.</summary>
internal static class TrainingInput
{
    /// <summary>Reads prompts, tasks with their rubrics, and the policy, and refuses to go on with any fault of theirs or noted before.</summary>
    /// <param name="services">Whose parts they are.</param>
    /// <param name="settings">Which they are.</param>
    /// <param name="places">Where they are looked for.</param>
    /// <param name="faults">What was wrong already, with the settings for example.</param>
    /// <exception cref="ConfigurationException">Every fault.</exception>
    public static void Demand(IServiceProvider services, HindsightSettings settings, Places places, InputFaults faults)
    {
        bool isComputable = !faults.Lines.Any(line => line.StartsWith($"{ConfigurationKeys.Section}:{nameof(settings.Policy)}:", StringComparison.Ordinal));
        faults.Collect(services.GetRequiredService<PromptLibrary>);
        faults.Collect(() => services.GetRequiredService<TaskSource>().DemandTrainable(settings));
        faults.Collect(() => isComputable ? services.GetRequiredService<PolicyModel>() : ReadOnly(settings.Policy.Path, places));
        faults.DemandNone();
    }

    /// <summary>The files of a policy are read whatever is wrong with how it is to be computed.</summary>
    private static PolicyModel ReadOnly(string path, Places places)
    {
        using PolicyModel model = LoadedPolicy.LoadModel(new PolicyOptions { Path = path, Device = "cpu" }, places);
        return model;
    }
}
