using Hindsight.Training;

namespace Hindsight.Worker.Experiments;

/// <summary>One way of training that is compared.</summary>
/// <param name="Id">Its name in files: lower-case words with hyphens.</param>
/// <param name="Name">Its name in the report.</param>
/// <param name="Apply">The frozen settings made this arm's.</param>
internal sealed record ExperimentArm(string Id, string Name, Func<TrainingSettings, TrainingSettings> Apply);
