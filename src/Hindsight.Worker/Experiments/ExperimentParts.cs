using Hindsight.Curation;
using Hindsight.Grading;
using Hindsight.Rubrics;

namespace Hindsight.Worker.Experiments;

/// <summary>What all runs of a comparison share.</summary>
/// <param name="PolicyFolder">The policy that every run starts from.</param>
/// <param name="Rubrics">The rubrics.</param>
/// <param name="Grader">Grades; safe for several runs at once.</param>
/// <param name="Prompts">Writes hindsight prompts; likewise.</param>
/// <param name="PromptsHash">The hash of its prompt files.</param>
/// <param name="Time">The clock.</param>
internal sealed record ExperimentParts(string PolicyFolder, IRubricSource Rubrics, IGrader Grader, IHindsightPromptWriter Prompts, string PromptsHash, TimeProvider Time);
