namespace Hindsight.Documents;

/// <summary>Files of JSON Lines: a value a line, blank lines are passed over.</summary>
internal static class JsonLines
{
    /// <summary>The values that can be read, in order; what cannot is among the faults.</summary>
    /// <param name="content">The file's bytes, UTF-8.</param>
    /// <param name="faults">Takes them.</param>
    public static List<Node> Read(ReadOnlySpan<byte> content, Faults faults)
    {
        List<Node> values = [];
        ReadOnlySpan<byte> rest = Utf8Text.WithoutMark(content);
        for (int line = 1; rest.Length > 0; line++)
        {
            int end = rest.IndexOf((byte)'\n');
            ReadOnlySpan<byte> bytes = end < 0 ? rest : rest[..end];
            rest = end < 0 ? [] : rest[(end + 1)..];
            if (!bytes.Trim(" \t\r"u8).IsEmpty && Value(bytes, line, faults) is { } value) values.Add(value);
        }

        return values;
    }

    private static Node? Value(ReadOnlySpan<byte> bytes, int line, Faults faults)
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
