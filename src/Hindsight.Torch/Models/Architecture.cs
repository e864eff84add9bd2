namespace Hindsight.Torch.Models;

/// <summary>A causal language model described by numbers: what <c>config.json</c> or GGUF metadata say of it.</summary>
/// <remarks>One family so far, Llama: RMS norms before attention and feed-forward, rotary embedding by halves, grouped-query attention, SwiGLU, no biases.</remarks>
public sealed record Architecture
{
    /// <summary>V: rows of the embedding.</summary>
    public required int VocabularySize { get; init; }

    /// <summary>D: the residual stream's width.</summary>
    public required int HiddenSize { get; init; }

    /// <summary>F: the feed-forward's inner width.</summary>
    public required int IntermediateSize { get; init; }

    /// <summary>L: the number of layers.</summary>
    public required int Layers { get; init; }

    /// <summary>H: query heads.</summary>
    public required int Heads { get; init; }

    /// <summary>Hkv: key and value heads; divides <see cref="Heads"/>.</summary>
    public required int KeyValueHeads { get; init; }

    /// <summary>d: a head's width; even.</summary>
    public required int HeadDimension { get; init; }

    /// <summary>The largest position plus one: the context.</summary>
    public required int ContextLength { get; init; }

    /// <summary>Added to the mean square in RMS norms.</summary>
    public required double NormEpsilon { get; init; }

    /// <summary>The base of the rotary embedding's frequencies.</summary>
    public required double RotaryBase { get; init; }

    /// <summary>Whether the output head is the embedding.</summary>
    public required bool TiedEmbeddings { get; init; }

    /// <summary>Tokens that end a response.</summary>
    public required IReadOnlyList<int> EndTokens { get; init; }

    /// <summary>The beginning-of-sequence token, or <see langword="null"/>.</summary>
    public int? BeginToken { get; init; }

    /// <summary>The padding token, or <see langword="null"/>.</summary>
    public int? PadToken { get; init; }

    /// <summary>P: the number of parameters, a tied head counted once.</summary>
    public long ParameterCount
    {
        get
        {
            long attention = (long)HiddenSize * HeadDimension * (2 * Heads + 2 * KeyValueHeads);
            long layer = attention + 3L * HiddenSize * IntermediateSize + 2L * HiddenSize;
            long embedding = (long)VocabularySize * HiddenSize;
            return Layers * layer + embedding * (TiedEmbeddings ? 1 : 2) + HiddenSize;
        }
    }
}
