using System.Text;
using System.Text.Unicode;

namespace Hindsight.Documents;

/// <summary>Strict UTF-8, with or without a byte order mark.</summary>
internal static class Utf8Text
{
    /// <summary>The place of the first byte that is not UTF-8, counted from 1 in characters, or <see langword="null"/>.</summary>
    public static (int Line, int Column)? FirstFault(ReadOnlySpan<byte> content)
    {
        if (Utf8.IsValid(content)) return null;
        char[] characters = new char[content.Length];
        Utf8.ToUtf16(content, characters, out int read, out _, replaceInvalidSequences: false);
        ReadOnlySpan<byte> valid = content[..read];
        int line = valid.Count((byte)'\n') + 1;
        return (line, Encoding.UTF8.GetCharCount(valid[(valid.LastIndexOf((byte)'\n') + 1)..]) + 1);
    }

    /// <summary>The text without a byte order mark.</summary>
    public static string Decode(ReadOnlySpan<byte> content) => Encoding.UTF8.GetString(WithoutMark(content));

    /// <summary>The bytes without a byte order mark.</summary>
    public static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> content) => content.StartsWith(Encoding.UTF8.Preamble) ? content[3..] : content;
}
