using System.Text.RegularExpressions;

namespace Hindsight.Checks.MulDimIf.Reading;

/// <summary>Reads the kinds of which the set has a few sentences each: how an answer begins, its sources, its length as a blurb, XML, references, lists.</summary>
internal static class OtherReaders
{
    private const int Blurb = 200;

    private static readonly Regex StartNamed = Pattern.Of(@"^Start identifier(?: must be|:)(?:.*)?\s'([^']+)'"),
        StartWith = Pattern.AnyCase("(?:start|begin) (?:with|by) the (?:identifier|phrase) '?([^']+)'?"),
        FirstLetter = Pattern.Of(@"^The name of the \w+ must start with the letter '([A-Za-z])'\."), Concise = Pattern.Of(@"^The response should be concise, with a maximum of (\d+) words$"),
        Emojis = Pattern.Of($@"^Each sentence must include at least {NumberWords.UpToTen.Group} emojis\.$"), Mention = Pattern.Of("[Mm]ust mention (.+) and the (.+)");

    private static readonly (Regex Pattern, Func<Match, ConstraintReading> Read)[] Formats =
    [
        (Pattern.AnyCase($"no more than {NumberWords.UpToTen.Group} attributes?"), m => Attributes(null, m)),
        (Pattern.AnyCase($"must not exceed {NumberWords.UpToTen.Group}.*attributes?"), m => Attributes(null, m)),
        (Pattern.AnyCase($"Limit the number of attributes to {NumberWords.UpToTen.Group}"), m => Attributes(m, m)),
        (Pattern.AnyCase($"(?:Number of attributes must be exactly|must have exactly|must include exactly) {NumberWords.UpToTen.Group}"), m => Attributes(m, m)),
        (Pattern.AnyCase($"at least {NumberWords.UpToTen.Group} attributes?"), m => Attributes(m, null)),
        (Pattern.AnyCase("Must include '(.*?)'"), m => ConstraintReading.Of("regex", ("pattern", $@"\b{Regex.Escape(m.Groups[1].Value)}\b"), ("ignore_case", true))),
        (Pattern.AnyCase("Must be (?:provided )?in APA format"), _ => ConstraintReading.Of(ContentFamily.Citations, ("form", "author_year"))),
        (Pattern.AnyCase("No bullet points"), _ => ConstraintReading.Of(MarkdownFamily.Bullets, ("form", "marked"), ("forbidden", true))),
        (Pattern.AnyCase("Must be listed as bullet points|is structured as bullet points"), _ => ConstraintReading.Of(MarkdownFamily.Bullets, ("form", "marked"))),
        (Pattern.AnyCase("block quotes format|be formatted in block quotes"), _ => ConstraintReading.Of(BlockQuotesCheck.Id, ("extent", "markup"))),
        (Pattern.AnyCase($"(?:no more than|a table, which is limited to a maximum of) {NumberWords.UpToTen.Group} rows"), m => ConstraintReading.Of(TableFamily.RowLines, ("max", Number(m)))),
        (Pattern.AnyCase("full sentences"), _ => ConstraintReading.AnyAnswer),
        (Pattern.AnyCase("short blurb"), _ => ConstraintReading.Of(LengthFamily.Characters, ("max", Blurb))),
        (Pattern.AnyCase($"The answer must include at least {NumberWords.UpToTen.Group} references?"), m => ConstraintReading.Of(ContentFamily.Citations, ("min", Number(m)))),
        (Pattern.AnyCase("No lists"), _ => ConstraintReading.Of(MarkdownFamily.Numbers, ("forbidden", true))),
        (Pattern.AnyCase("No number points"), _ => ConstraintReading.Of(MarkdownFamily.Numbers, ("form", "marked"), ("forbidden", true))),
        (Pattern.AnyCase("Response must be written at medium length"), _ => ConstraintReading.Of(LengthFamily.Characters, ("min", Blurb + 1), ("max", 2 * Blurb))),
    ];

    public static ConstraintReading Format(string sentence)
    {
        foreach ((Regex pattern, Func<Match, ConstraintReading> read) in Formats)
        {
            if (pattern.Match(sentence) is { Success: true } match)
                return read(match);
        }
        return ConstraintReading.NoAnswer;
    }

    public static ConstraintReading Content(string sentence)
    {
        if (sentence == "Keep it a paragraph long")
            return ConstraintReading.Of(LengthFamily.LineBreaks, ("max", 0));
        Match start = StartNamed.Match(sentence);
        if (sentence.Contains("Each example must start with", StringComparison.Ordinal))
            return start.Success ? ConstraintReading.Of("contains", ("texts", new[] { start.Groups[1].Value })) : ConstraintReading.NoAnswer;
        start = start.Success ? start : StartWith.Match(sentence);
        if (start.Success)
            return ConstraintReading.Of(StartCheck.Id, ("text", start.Groups[1].Value));
        if (sentence is "End identifier: Sources must be cited at the end of the response" or "make sure to conclude your response by citing your sources, as this is a crucial part of the answer")
            return ConstraintReading.Of(ContentFamily.Sources);
        if (FirstLetter.Match(sentence) is { Success: true } letter)
            return ConstraintReading.Of("regex", ("pattern", $@"\b{letter.Groups[1].Value.ToUpperInvariant()}[a-zA-Z]*\b"));
        if (sentence is "Response must be written as a short blurb" or "ensure that the response is written as a short blurb" or "ensure the response is a short blurb" or "The response must be short and simple")
            return ConstraintReading.Of(LengthFamily.Characters, ("max", Blurb));
        if (Concise.Match(sentence) is { Success: true } concise)
            return ConstraintReading.Of(LengthFamily.Words, ("max", Number(concise)), ("chinese_characters", false));
        if (Emojis.Match(sentence) is { Success: true } emojis)
            return ConstraintReading.Of(EmojisCheck.Id, ("min", Number(emojis)));
        if (Mention.Match(sentence) is { Success: true } mention)
            return ConstraintReading.Of("contains", ("texts", new[] { mention.Groups[1].Value, $"the {mention.Groups[2].Value}" }));
        return sentence switch
        {
            "Must include quotes from the sources" or "with quotes from these sources" => ConstraintReading.Of(ContentFamily.Quotes),
            "Must provide sources that are cited" or "The response must include sources that are cited" => new ConstraintReading(
                [ConstraintReading.Demand(ContentFamily.Sources), ConstraintReading.Demand(ContentFamily.Citations, ("form", "numbered"))]),
            "It must include in-text citations" => ConstraintReading.Of(ContentFamily.Citations),
            _ when sentence.Contains("be in full sentences", StringComparison.Ordinal) => ConstraintReading.AnyAnswer,
            _ => ConstraintReading.NoAnswer,
        };
    }

    private static ConstraintReading Attributes(Match? min, Match? max) =>
        ConstraintReading.Of(XmlAttributesCheck.Id, ("min", min is null ? null : Number(min)), ("max", max is null ? null : Number(max)));

    private static int Number(Match match) => NumberWords.UpToTen.Read(match.Groups[1].Value) ?? 0;
}
