using System.Text.RegularExpressions;

namespace Hindsight.Checks.MulDimIf.Reading;

/// <summary>Reads which Chinese is demanded: some of it, or nothing else.</summary>
internal static class ChineseReader
{
    private static readonly Regex Phrase = Pattern.AnyCase("Must include the phrase \"{1,2}(.+?)\"{1,2}"), Name = Pattern.AnyCase("Must write the name \"[^\"]+\" in Simplified Chinese"),
        AllTraditional = Pattern.AnyCase("Must (?:use|convert into|be converted into) Traditional Chinese characters"),
        SomeTraditional = Pattern.AnyCase("(?:include|use) .*?Traditional Chinese characters|使用繁體中文"),
        SomeSimplified = Pattern.AnyCase("include some content in Simplified Chinese|Use Simplified Chinese characters"
            + "|(?:must be|must use|must write|must be presented|answer must be|essential|is|should be|必须|请|需要) {0,1}"
            + "(?:in|provided in|written in|to use|conducted in|用|使用|提供|书写|翻译为|将文本翻译为) {0,1}(?:Simplified Chinese|简体中文)"
            + "|用中文简体描述|Names must be in Simplified Chinese"),
        AllSimplified = Pattern.AnyCase("Must translate the text into Simplified Chinese"),
        Simplified = Pattern.AnyCase("Simplified");

    public static ConstraintReading Read(string sentence)
    {
        if (Phrase.Match(sentence) is { Success: true } phrase)
            return ConstraintReading.Of("contains", ("texts", new[] { phrase.Groups[1].Value }));
        // The program knows one name; another is not read.
        if (Name.Match(sentence) is { Success: true } name && name.Value.Contains("Shen Lim", StringComparison.OrdinalIgnoreCase))
            return ConstraintReading.Of("contains", ("texts", "沈林"));
        if (AllTraditional.IsMatch(sentence))
            return Demand("traditional", "all");
        if (SomeTraditional.IsMatch(sentence))
            return Demand("traditional", "some");
        if (SomeSimplified.IsMatch(sentence))
            return Demand("simplified", "some");
        if (AllSimplified.IsMatch(sentence))
            return Demand("simplified", "all");
        return Simplified.IsMatch(sentence) ? Demand("simplified", "some") : ConstraintReading.NoAnswer;
    }

    private static ConstraintReading Demand(string script, string extent) => ConstraintReading.Of(ChineseCheck.Id, ("script", script), ("extent", extent));
}
