namespace Hindsight.Checks.Formats;

/// <summary>A Markdown code fence around a whole text.</summary>
internal static class CodeFence
{
    private const string Fence = "```";

    /// <summary>What stands inside the fence, or the text itself when there is none.</summary>
    public static string Strip(string text)
    {
        string trimmed = text.Trim();
        int firstLine = trimmed.IndexOf('\n');
        bool fenced = trimmed.StartsWith(Fence, StringComparison.Ordinal) && trimmed.EndsWith(Fence, StringComparison.Ordinal)
            && firstLine >= 0 && firstLine <= trimmed.Length - Fence.Length;
        return fenced ? trimmed[(firstLine + 1)..^Fence.Length] : text;
    }
}
