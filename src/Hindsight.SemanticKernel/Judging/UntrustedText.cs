using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Xml;
using Hindsight.Tasks;

namespace Hindsight.SemanticKernel.Judging;

/// <summary>Prepares text from outside for a judge's prompt.</summary>
internal static class UntrustedText
{
    // Letters of every script as they are, but nothing that could end a line.
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The task's conversation as one text: a single message as it is, several as one JSON object a line, so that none can pass for another's or for two.</summary>
    public static string Instruction(TrainingTask task) => task.Messages.Count == 1
        ? task.Messages[0].Content
        : string.Join('\n', task.Messages.Select(m => JsonSerializer.Serialize(new { role = m.Role, content = m.Content }, Readable)));

    /// <summary>The text with U+FFFD for what XML cannot carry: Semantic Kernel would otherwise send the whole prompt, tags and all, as one message.</summary>
    public static string Printable(string text)
    {
        if (IsPrintable(text))
            return text;
        var result = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value))
                result.Append('\uFFFD');
            else
                result.Append(rune.ToString());
        }
        return result.ToString();
    }

    private static bool IsPrintable(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                i++;
            else if (!XmlConvert.IsXmlChar(text[i]))
                return false;
        }
        return true;
    }
}
