using Hindsight.Curation;
using Hindsight.Policies;

namespace Hindsight.Training;

/// <summary>A revision that was drawn and is not yet graded.</summary>
/// <param name="Context">The draft, and what it misses.</param>
/// <param name="Prompt">What asked for it.</param>
/// <param name="Sample">The revision.</param>
internal sealed record Revision(HindsightContext Context, HindsightPrompt Prompt, Sample Sample);
