namespace Hindsight.Curation;

/// <summary>Turns a failed draft into the prompt that asks for its revision.</summary>
public interface IHindsightPromptWriter
{
    /// <summary>Renders the hindsight prompt. An annotating judge's failure leaves the advice out; it is not an error.</summary>
    Task<HindsightPrompt> WriteAsync(HindsightContext context, CancellationToken cancellationToken);
}
