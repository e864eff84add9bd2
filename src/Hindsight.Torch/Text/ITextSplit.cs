using System.Text.Json;

namespace Hindsight.Torch.Text;

/// <summary>One cut of a pre-tokenizer: a piece of text into smaller pieces.</summary>
internal interface ITextSplit
{
    /// <summary>Adds the pieces of <paramref name="text"/>[<paramref name="start"/>, <paramref name="end"/>) in order. What lies outside of these bounds is not looked at.</summary>
    void Split(string text, int start, int end, List<Range> pieces);

    /// <summary>Writes the members of the cut's object in <c>tokenizer.json</c>.</summary>
    void Describe(Utf8JsonWriter json);
}
