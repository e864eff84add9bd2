using System.Text;
using System.Text.Json;

namespace Hindsight.Torch.Text;

/// <summary>Cuts numerals (Unicode N) from the rest: each alone, or run by run.</summary>
internal sealed class DigitSplit(bool individual) : ITextSplit
{
    public void Split(string text, int start, int end, List<Range> pieces)
    {
        int from = start;
        bool inNumber = false;
        for (int at = start; at < end;)
        {
            Rune.DecodeFromUtf16(text.AsSpan(at, end - at), out Rune rune, out int length);
            bool isNumber = Rune.IsNumber(rune);
            if (at > from && (isNumber != inNumber || (isNumber && individual)))
            {
                pieces.Add(from..at);
                from = at;
            }

            inNumber = isNumber;
            at += length;
        }

        if (from < end) pieces.Add(from..end);
    }

    public void Describe(Utf8JsonWriter json)
    {
        json.WriteString("type", "Digits");
        json.WriteBoolean("individual_digits", individual);
    }
}
