using System.Text;

namespace Hindsight.Torch.Text;

/// <summary>Turns tokens into text one by one. A character whose bytes are not all there yet is held back, so the parts together are the whole's decoding.</summary>
public sealed class IncrementalDecoder
{
    private readonly Tokenizer _tokenizer;
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();

    internal IncrementalDecoder(Tokenizer tokenizer) => _tokenizer = tokenizer;

    /// <summary>The text that a further token completes; may be empty. Control tokens give none.</summary>
    public string Append(int token) => _tokenizer.IsSpecial(token) ? "" : Convert(_tokenizer.BytesOf(token), flush: false);

    /// <summary>What was held back, at the end: U+FFFD for bytes that never became a character.</summary>
    public string Flush() => Convert([], flush: true);

    private string Convert(ReadOnlySpan<byte> bytes, bool flush)
    {
        Span<char> characters = new char[_decoder.GetCharCount(bytes, flush)];
        return new string(characters[.._decoder.GetChars(bytes, characters, flush)]);
    }
}
