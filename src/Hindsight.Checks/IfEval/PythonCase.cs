using System.Buffers;

namespace Hindsight.Checks.IfEval;

/// <summary>The letters that Python's <c>re.IGNORECASE</c> takes for equal and .NET does not: long s and s, Kelvin's sign and k, capital sharp s and the small one.</summary>
internal static class PythonCase
{
    private const string From = "\u0130\u0131\u017F\u212A\u212B\u2126\u1E9E\u1FD3\u1FE3\u03F4\uFB05\u00B5\u03C2\u03D0\u03D1\u03D5\u03D6\u03F0\u03F1\u03F5\u1E9B\u1FBE\u1C80\u1C81\u1C82\u1C83\u1C84\u1C85\u1C86\u1C87\u1C88";
    private const string To = "\u0069\u0069\u0073\u006B\u00E5\u03C9\u00DF\u0390\u03B0\u03B8\uFB06\u03BC\u03C3\u03B2\u03B8\u03C6\u03C0\u03BA\u03C1\u03B5\u1E61\u03B9\u0432\u0434\u043E\u0441\u0442\u0442\u044A\u0463\uA64B";

    private static readonly SearchValues<char> Folded = SearchValues.Create(From);

    /// <summary>The text with one letter in the place of all that are equal to it and to which .NET does not know it to be; as long as before.</summary>
    public static string Fold(string text) => text.AsSpan().IndexOfAny(Folded) < 0 ? text : string.Create(text.Length, text, (folded, from) =>
    {
        for (int i = 0; i < from.Length; i++)
            folded[i] = Fold(from[i]);
    });

    private static char Fold(char c) => From.IndexOf(c, StringComparison.Ordinal) is >= 0 and int at ? To[at] : c;
}
