using System.Text;

namespace Hindsight.Checks.Language;

/// <summary>Web and mail addresses in a text, which say nothing of its language.</summary>
internal static class WebAddresses
{
    /// <summary>The text with a space in the place of each address.</summary>
    public static string Remove(string text)
    {
        if (!text.Contains("http", StringComparison.Ordinal) && !text.Contains('@', StringComparison.Ordinal))
            return text;
        return WithoutMail(WithoutWeb(text));
    }

    private static string WithoutWeb(string text)
    {
        var rest = new StringBuilder();
        int from = 0;
        for (int at = Next(0); at >= 0; at = Next(Math.Max(from, at + 1)))
        {
            ReadOnlySpan<char> tail = text.AsSpan(at + 4);
            int scheme = tail.StartsWith("://") ? 7 : tail.StartsWith("s://") ? 8 : 0;
            int length = scheme == 0 ? 0 : Run(text, at + scheme, 2076, static c => IsAddress(c) || c is '?' or '&' or '~' or ';' or '+' or '=' or '/' or '#');
            if (length == 0)
                continue;
            rest.Append(text, from, at - from).Append(' ');
            from = at + scheme + length;
        }
        return rest.Append(text, from, text.Length - from).ToString();

        int Next(int start) => text.IndexOf("http", start, StringComparison.Ordinal);
    }

    private static string WithoutMail(string text)
    {
        var rest = new StringBuilder();
        int from = 0;
        for (int at = text.IndexOf('@', StringComparison.Ordinal); at >= 0; at = text.IndexOf('@', at + 1))
        {
            int start = at;
            while (start > from && at - start < 64 && IsAddress(text[start - 1]))
                start--;
            int host = Run(text, at + 1, 255, static c => IsAddress(c) && c != '.');
            int tail = Run(text, at + 1 + host, 255, IsAddress);
            if (start == at || host == 0 || host + tail < 2)
                continue;
            rest.Append(text, from, start - from).Append(' ');
            from = at + 1 + host + tail;
        }
        return rest.Append(text, from, text.Length - from).ToString();
    }

    private static bool IsAddress(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.';

    private static int Run(string text, int start, int most, Func<char, bool> isPart)
    {
        int end = start;
        while (end < text.Length && end - start < most && isPart(text[end]))
            end++;
        return end - start;
    }
}
