using Hindsight.Policies;
using Hindsight.Torch.Checkpoints;

namespace Hindsight.Torch.Text;

/// <summary>A model's tokenizer with its chat template: conversations to token ids and tokens back to text. Safe on several threads.</summary>
/// <remarks>
/// Text from outside never makes a control token: one counts only where every character of it is the template's own. The text between two control tokens is
/// encoded as one run, so ids equal those of the reference implementation.
/// </remarks>
public sealed class ChatTokenizer
{
    private readonly Tokenizer _tokenizer;
    private readonly ChatTemplate? _template;
    private readonly string _path;
    private readonly TokenizerFiles _files;

    internal ChatTokenizer(string path, Tokenizer tokenizer, ChatTemplate? template, IReadOnlyList<int> endTokens, TokenizerFiles files)
    {
        (_path, _tokenizer, _template, _files) = (path, tokenizer, template, files);
        EndTokens = endTokens;
    }

    /// <summary>The tokens that end a response, of the generation configuration or else of the tokenizer's; the one that the template closes a turn with included.</summary>
    public IReadOnlyList<int> EndTokens { get; }

    /// <summary>The largest token id plus one. A model's vocabulary may be padded beyond it.</summary>
    public int VocabularySize => _tokenizer.VocabularySize;

    /// <summary>Loads the tokenizer of a Hugging Face folder, of an adapter (its own or its base model's), or of a GGUF file.</summary>
    /// <exception cref="ModelFileException">A file is missing or broken.</exception>
    public static ChatTokenizer Load(string path) =>
        Directory.Exists(path) ? PeftFolder.IsAdapter(path) ? PeftFolder.Open(path).LoadTokenizer() : HuggingFaceTokenizer.Load(path)
        : File.Exists(path) ? GgufTokenizer.Load(GgufFile.Open(path))
        : throw new ModelFileException(path, "there is no such folder or file; expected a model's folder or a GGUF file.");

    /// <summary>The ids of a conversation that the assistant is to go on with.</summary>
    /// <exception cref="ChatTemplateException">The template refuses the messages.</exception>
    /// <exception cref="ModelFileException">The model has no chat template.</exception>
    public int[] EncodePrompt(IReadOnlyList<ChatMessage> messages)
    {
        var ids = new List<int>();
        _tokenizer.Encode(Render(messages, addGenerationPrompt: true), ids);
        return [.. ids];
    }

    /// <summary>The ids of a whole conversation for supervised tuning, and which of them are learned: the words of the assistant's messages and the end token that closes each turn.</summary>
    /// <param name="messages">The conversation.</param>
    /// <param name="isLearned">Whether an assistant's message, told by its index, is learned; <see langword="null"/>: every one is. What is not learned is encoded alike.</param>
    /// <remarks>An answer starts where a generation prompt ends, so it is encoded apart from what stands before it, as it would be sampled.</remarks>
    /// <exception cref="ChatTemplateException">The template refuses the messages.</exception>
    /// <exception cref="ModelFileException">The model has no chat template.</exception>
    public (int[] Tokens, bool[] Learned) EncodeConversation(IReadOnlyList<ChatMessage> messages, Func<int, bool>? isLearned = null)
    {
        TracedText text = Render(messages, addGenerationPrompt: false);
        var ids = new List<int>();
        var mask = new List<bool>();
        for (int at = 0; at < text.Length;)
        {
            int start = FindAssistant(text, at, messages);
            Append(text.Slice(at, start - at), false);
            if (start == text.Length) break;
            int end = EndOfTurn(text, start);
            Append(text.Slice(start, end - start), isLearned?.Invoke(text.OriginAt(start) - ChatTemplate.FirstContent) ?? true);
            at = end;
        }

        return ([.. ids], [.. mask]);

        void Append(TracedText part, bool learned)
        {
            _tokenizer.Encode(part, ids);
            while (mask.Count < ids.Count) mask.Add(learned);
        }
    }

    /// <summary>The ids of a text, in which nothing is a control token.</summary>
    public int[] EncodeText(string text) => _tokenizer.Encode(text, trusted: false);

    /// <summary>The text of some ids, control tokens left out. Bytes that are not UTF-8 become U+FFFD.</summary>
    public string Decode(ReadOnlySpan<int> tokens) => _tokenizer.Decode(tokens, keepSpecials: false);

    /// <summary>A decoder of one sequence, token by token.</summary>
    public IncrementalDecoder CreateDecoder() => new(_tokenizer);

    /// <summary>Writes the tokenizer's files into another folder: copies, or, from a GGUF file, the same described anew.</summary>
    public void CopyFiles(string toFolder) => _files.WriteTo(toFolder);

    /// <summary>The text that <see cref="EncodePrompt"/> encodes.</summary>
    internal TracedText Render(IReadOnlyList<ChatMessage> messages, bool addGenerationPrompt) =>
        (_template ?? throw new ModelFileException(_path, "there is no chat template; expected 'chat_template' in tokenizer_config.json, a file chat_template.jinja, or GGUF metadata.")).Render(messages, addGenerationPrompt);

    /// <summary>The ids of a text in which control tokens count.</summary>
    internal int[] EncodeTrusted(string text) => _tokenizer.Encode(text, trusted: true);

    /// <summary>The text of some ids, control tokens kept.</summary>
    internal string DecodeAll(ReadOnlySpan<int> tokens) => _tokenizer.Decode(tokens, keepSpecials: true);

    private static bool IsAssistant(int origin, IReadOnlyList<ChatMessage> messages) =>
        origin >= ChatTemplate.FirstContent && messages[origin - ChatTemplate.FirstContent].Role == "assistant";

    private static int FindAssistant(TracedText text, int at, IReadOnlyList<ChatMessage> messages)
    {
        while (at < text.Length && !IsAssistant(text.OriginAt(at), messages)) at++;
        return at;
    }

    /// <summary>Where an answer's turn ends: behind the end token, if the template sets one before anything from outside, else behind the answer.</summary>
    private int EndOfTurn(TracedText text, int start)
    {
        int origin = text.OriginAt(start), end = start;
        for (int at = start; at < text.Length && (text.OriginAt(at) == origin || text.OriginAt(at) == TracedText.Template); at++)
        {
            if (text.OriginAt(at) == origin) end = at + 1;
        }

        int own = end;
        while (own < text.Length && text.OriginAt(own) == TracedText.Template) own++;
        return _tokenizer.FindSpecial(text.Text.AsSpan(end, own - end), EndTokens) is { } close ? end + close : end;
    }
}
