using Hindsight.Curation;
using Hindsight.SemanticKernel.Prompts;

namespace Hindsight.SemanticKernel.Curation;

/// <summary>Writes hindsight prompts in the words of <c>prompts/Curator</c>: the task's messages, the draft as the assistant's, and a request to revise it that lists what it satisfies and what it misses.</summary>
public sealed class ExperienceCuratorAgent : IHindsightPromptWriter
{
    private readonly RevisionPrompt _prompt;

    /// <summary>A curator without a judge: its prompts hold no advice.</summary>
    /// <param name="prompts">The prompts; <c>Curator/Revise</c>, <c>ReviseAdvised</c>, <c>Criterion</c> and <c>Pitfall</c> are used.</param>
    /// <exception cref="PromptException">One of them is missing.</exception>
    public ExperienceCuratorAgent(PromptLibrary prompts) => _prompt = new RevisionPrompt(prompts);

    /// <inheritdoc/>
    public async Task<HindsightPrompt> WriteAsync(HindsightContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new HindsightPrompt(await _prompt.RenderAsync(context, advice: null, cancellationToken).ConfigureAwait(false), Advice: null);
    }
}
