namespace Hindsight.Documents;

/// <summary>The lines of a JSON Lines file as values with places.</summary>
internal static class JsonLines
{
    /// <summary>The values, one a line; blank lines are passed over. A line that is not UTF-8 or not one JSON value becomes a fault, and the reading goes on.</summary>
    public static IEnumerable<Node> Read(byte[] content, Faults faults)
    {
        int start = content.Length - Utf8Text.WithoutMark(content).Length;
        for (int line = 1; start < content.Length; line++)
        {
            int length = content.AsSpan(start).IndexOf((byte)'\n');
            int end = length < 0 ? content.Length : start + length;
            if (!content.AsSpan(start..end).Trim(" \t\r"u8).IsEmpty && Line(content.AsSpan(start..end), line, faults) is { } value) yield return value;
            start = end + 1;
        }
    }

    private static Node? Line(ReadOnlySpan<byte> bytes, int line, Faults faults)
    {
        if (Utf8Text.FirstFault(bytes) is { } place)
        {
            faults.Add(line, place.Column, "found a byte that is not UTF-8, expected UTF-8.");
            return null;
        }

        try
        {
            return JsonLine.Parse(bytes, line);
        }
        catch (DocumentException e)
        {
            faults.Add(e.Line, e.Column, e.Message);
            return null;
        }
    }
}
