namespace Hindsight.Checks.Language;

/// <summary>
/// The language of a text, of 55, by the frequencies of its runs of one to three characters: a naive Bayesian classifier over the features of <see cref="CharacterNgrams"/>, the
/// method of N. Shuyo's language detection library. Where that library draws features at random until it is sure, this one takes the expected outcome, which does not vary.
/// </summary>
/// <remarks>
/// A score is ln(1 + p / 0.00005) in hundredths, p being the frequency of the run among the runs of its length in the language's encyclopedia articles, as measured for the
/// language profiles of langdetect 1.0.9 (Apache License 2.0).
/// </remarks>
internal static class LanguageDetector
{
    private static readonly Lazy<ScoreTable<ulong>> Frequencies = new(() => new("ngram-frequencies.br", CharacterNgrams.Key));

    // In the order of the frequencies' table.
    private static readonly (string Code, string Name)[] Known =
    [
        ("af", "Afrikaans"), ("ar", "Arabic"), ("bg", "Bulgarian"), ("bn", "Bengali"), ("ca", "Catalan"), ("cs", "Czech"), ("cy", "Welsh"), ("da", "Danish"),
        ("de", "German"), ("el", "Greek"), ("en", "English"), ("es", "Spanish"), ("et", "Estonian"), ("fa", "Persian"), ("fi", "Finnish"), ("fr", "French"),
        ("gu", "Gujarati"), ("he", "Hebrew"), ("hi", "Hindi"), ("hr", "Croatian"), ("hu", "Hungarian"), ("id", "Indonesian"), ("it", "Italian"),
        ("ja", "Japanese"), ("kn", "Kannada"), ("ko", "Korean"), ("lt", "Lithuanian"), ("lv", "Latvian"), ("mk", "Macedonian"), ("ml", "Malayalam"),
        ("mr", "Marathi"), ("ne", "Nepali"), ("nl", "Dutch"), ("no", "Norwegian"), ("pa", "Punjabi"), ("pl", "Polish"), ("pt", "Portuguese"),
        ("ro", "Romanian"), ("ru", "Russian"), ("sk", "Slovak"), ("sl", "Slovenian"), ("so", "Somali"), ("sq", "Albanian"), ("sv", "Swedish"),
        ("sw", "Swahili"), ("ta", "Tamil"), ("te", "Telugu"), ("th", "Thai"), ("tl", "Tagalog"), ("tr", "Turkish"), ("uk", "Ukrainian"), ("ur", "Urdu"),
        ("vi", "Vietnamese"), ("zh-cn", "Chinese (simplified)"), ("zh-tw", "Chinese (traditional)"),
    ];

    /// <summary>The languages, by ISO 639-1 code; Chinese with its country.</summary>
    public static IReadOnlyList<string> Languages { get; } = [.. Known.Select(l => l.Code)];

    /// <summary>The English name of a language, or the code itself where it is none of ours.</summary>
    public static string NameOf(string code) => Array.Find(Known, l => l.Code == code).Name ?? code;

    /// <summary>The language's code, or <see langword="null"/> for a text without any letter that tells.</summary>
    public static string? Detect(string text)
    {
        Span<int> scores = stackalloc int[Languages.Count];
        ScoreTable<ulong> frequencies = Frequencies.Value;
        bool any = false;
        foreach (ulong ngram in new CharacterNgrams(text))
            any |= frequencies.AddScores(ngram, scores);
        if (!any)
            return null;
        int best = 0;
        for (int i = 1; i < scores.Length; i++)
            best = scores[i] > scores[best] ? i : best;
        return Languages[best];
    }
}
