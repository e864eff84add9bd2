using System.Globalization;
using System.Text;
using System.Xml;
using Hindsight.Tasks;
using Hindsight.Training;

namespace Hindsight.SemanticKernel.Judging;

/// <summary>Prepares text from outside for a judge's prompt.</summary>
internal static class UntrustedText
{
    /// <summary>A line that occurs in none of the texts, the same each time for the same seed and texts.</summary>
    public static string Fence(ulong seed, string taskId, params ReadOnlySpan<string> texts)
    {
        for (int attempt = 0; ; attempt++)
        {
            string fence = string.Create(CultureInfo.InvariantCulture, $"=== {Seeds.Derive(seed, "fence", attempt, taskId):x16} ===");
            bool occurs = false;
            foreach (string text in texts)
                occurs = occurs || text.Contains(fence, StringComparison.OrdinalIgnoreCase);
            if (!occurs)
                return fence;
        }
    }

    /// <summary>The task's conversation as one text: a single message as it is, several each below its role.</summary>
    public static string Instruction(TrainingTask task) => task.Messages.Count == 1
        ? task.Messages[0].Content
        : string.Join("\n\n", task.Messages.Select(m => $"{m.Role}:\n{m.Content}"));

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
