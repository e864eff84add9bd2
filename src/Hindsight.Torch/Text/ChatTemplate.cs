using Hindsight.Policies;
using Hindsight.Torch.Text.Jinja;

namespace Hindsight.Torch.Text;

/// <summary>A model's chat template: messages to the text that the model was tuned on, with each character's origin.</summary>
/// <remarks>It is set up as Hugging Face does, but has no clock: a rendered prompt must not depend on the day. Templates that ask for a date fall back to their own.</remarks>
internal sealed class ChatTemplate
{
    /// <summary>The origin of the first message's content; the second's is one more, and so on.</summary>
    public const int FirstContent = TracedText.Template + 1;

    private readonly JinjaTemplate _template;
    private readonly string? _beginToken, _endToken;

    /// <summary>Parses a template.</summary>
    /// <param name="source">The template.</param>
    /// <param name="beginToken">What <c>bos_token</c> prints, or <see langword="null"/>.</param>
    /// <param name="endToken">What <c>eos_token</c> prints, or <see langword="null"/>.</param>
    /// <exception cref="ChatTemplateException">It breaks the grammar.</exception>
    public ChatTemplate(string source, string? beginToken, string? endToken)
    {
        _template = JinjaTemplate.Parse(source);
        (_beginToken, _endToken) = (beginToken, endToken);
    }

    /// <summary>Renders messages.</summary>
    /// <exception cref="ChatTemplateException">The template refuses them, or fails.</exception>
    public TracedText Render(IReadOnlyList<ChatMessage> messages, bool addGenerationPrompt)
    {
        var variables = new Dictionary<string, object?>
        {
            ["messages"] = new JinjaList([.. messages.Select((message, i) => Describe(message, FirstContent + i))]),
            ["add_generation_prompt"] = addGenerationPrompt,
        };
        if (_beginToken is not null) variables["bos_token"] = new TracedText(_beginToken, TracedText.Template);
        if (_endToken is not null) variables["eos_token"] = new TracedText(_endToken, TracedText.Template);
        return _template.Render(variables);
    }

    private static JinjaMap Describe(ChatMessage message, int origin)
    {
        var described = new JinjaMap();
        described.Set("role", new TracedText(message.Role, TracedText.Outside));
        described.Set("content", new TracedText(message.Content, origin));
        return described;
    }
}
