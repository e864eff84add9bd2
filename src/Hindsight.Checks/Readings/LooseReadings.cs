using Hindsight.Checks.Language;

namespace Hindsight.Checks.Readings;

/// <summary>The readings of an answer that differ from it: without first line, last line or both, and each also without asterisks.</summary>
internal static class LooseReadings
{
    public static IEnumerable<(string Text, string Reading)> Of(string answer)
    {
        int first = answer.IndexOf('\n', StringComparison.Ordinal), last = answer.LastIndexOf('\n');
        (string Text, string Reading)[] cuts =
        [
            (answer, ""),
            (first < 0 ? "" : Stripped(answer, first + 1, answer.Length), "without its first line"),
            (first < 0 ? "" : Stripped(answer, 0, last), "without its last line"),
            (last <= first ? "" : Stripped(answer, first + 1, last), "without its first and its last line"),
        ];
        for (int i = 1; i < cuts.Length; i++)
            yield return cuts[i];
        if (!answer.Contains('*', StringComparison.Ordinal))
            yield break;
        foreach ((string text, string reading) in cuts)
            yield return (text.Replace("*", "", StringComparison.Ordinal), reading.Length == 0 ? "without asterisks" : $"{reading}, and without asterisks");
    }

    private static string Stripped(string answer, int start, int end) => PythonText.Strip(answer.AsSpan(start, end - start)).ToString();
}
