using Hindsight.Curation;
using Hindsight.Policies;
using Hindsight.Rubrics;
using Hindsight.SemanticKernel.Prompts;

namespace Hindsight.SemanticKernel.Curation;

/// <summary>The hindsight prompt h(x, y, sat, unsat) as messages, in the words of <c>prompts/Curator</c>.</summary>
internal sealed class RevisionPrompt
{
    private const string Plain = "Curator/Revise", Advised = "Curator/ReviseAdvised", CriterionItem = "Curator/Criterion", PitfallItem = "Curator/Pitfall";

    /// <summary>The role of the message in whose place the task's own messages are put.</summary>
    private const string TaskRole = "task";

    private readonly PromptLibrary _prompts;

    /// <exception cref="PromptException">A prompt is missing.</exception>
    public RevisionPrompt(PromptLibrary prompts)
    {
        _prompts = prompts;
        foreach (string name in (string[])[Plain, Advised, CriterionItem, PitfallItem])
            prompts.Find(name);
    }

    public async Task<IReadOnlyList<ChatMessage>> RenderAsync(HindsightContext context, string? advice, CancellationToken cancellationToken)
    {
        Dictionary<string, string> variables = new() { ["draft"] = context.Draft.Sample.Text };
        if (context.Satisfied.Count > 0)
            variables["satisfied"] = await ListAsync(context.Satisfied, cancellationToken).ConfigureAwait(false);
        if (context.Unsatisfied.Count > 0)
            variables["unsatisfied"] = await ListAsync(context.Unsatisfied, cancellationToken).ConfigureAwait(false);
        if (advice is not null)
            variables["advice"] = advice;
        IReadOnlyList<ChatMessage> rendered = await _prompts.RenderAsync(advice is null ? Plain : Advised, variables, cancellationToken).ConfigureAwait(false);
        return [.. rendered.SelectMany(m => m.Role == TaskRole ? context.Task.Messages : [m])];
    }

    /// <summary>The criteria as a list, in the words in which the policy reads them.</summary>
    public async Task<string> ListAsync(IReadOnlyList<Criterion> criteria, CancellationToken cancellationToken)
    {
        List<string> lines = [];
        foreach (Criterion criterion in criteria)
        {
            string item = criterion.Weight < 0 ? PitfallItem : CriterionItem;
            lines.Add(await _prompts.RenderTextAsync(item, new Dictionary<string, string> { ["text"] = criterion.Text }, cancellationToken).ConfigureAwait(false));
        }
        return string.Join('\n', lines);
    }
}
