namespace Hindsight.Checks.MulDimIf.Reading;

/// <summary>Reads how many sentences or paragraphs are demanded.</summary>
internal static class LengthReaders
{
    private const string Chinese = "(?:个句子|句话|句|個句子)";

    private static readonly LimitPatterns SentenceLimits = new(NumberWords.Sentences,
        ("exactly:? {N} (?:topic )?sentences?", LimitKind.Exact),
        ("(?:should|must) contain {N} sentences?", LimitKind.Exact),
        (" be a single sentence", LimitKind.One),
        ("consisting of (?:only )?one sentence", LimitKind.One),
        ("in a single sentence", LimitKind.One),
        ("at least:? {N} sentences?", LimitKind.Min),
        ("a minimum of {N} sentences?", LimitKind.Min),
        ("no fewer than {N} sentences?", LimitKind.Min),
        ($"(?:至少|最少)(?:包含)?{{N}}{Chinese}", LimitKind.Min),
        ("at most:? {N} sentences?", LimitKind.Max),
        ("not exceeding {N} sentences?", LimitKind.Max),
        ("no (?:more|longer) than {N} sentences?", LimitKind.Max),
        ("limited to {N} sentences?", LimitKind.Max),
        (" not exceed {N} sentences?", LimitKind.Max),
        ("a maximum (?:length )?of {N} sentences?", LimitKind.Max),
        ("not to exceed {N} sentences?", LimitKind.Max),
        ("not surpass(?: a total of)? {N} sentences?", LimitKind.Max),
        ($"(?:至多|最多)(?:包含)?{{N}}{Chinese}", LimitKind.Max),
        ("range:? {N}-{N} sentences?", LimitKind.Range),
        ("between {N} (?:and|to) {N} sentences?", LimitKind.Range),
        ("into {N} to {N} sentences?", LimitKind.Range),
        ("a range of {N} to {N} sentences?", LimitKind.Range),
        ("be composed of {N} to {N} sentences?", LimitKind.Range),
        ("consists? of {N} to {N} sentences?", LimitKind.Range),
        ("consisting of {N} to {N} sentences?", LimitKind.Range),
        ($"{{N}}到{{N}}{Chinese}", LimitKind.Range));

    private static readonly LimitPatterns ParagraphLimits = new(NumberWords.Paragraphs,
        (@"exactly {N} paragraphs?", LimitKind.Exact),
        (@"(?:should|must) contain {N} paragraphs?", LimitKind.Exact),
        (@" be a single paragraph", LimitKind.One),
        (@"(?:at least|least:) {N} paragraphs?", LimitKind.Min),
        (@"a minimum of {N}(?: distinct)? paragraphs?", LimitKind.Min),
        (@"at most {N} paragraphs?", LimitKind.Max),
        (@"not exceeding {N} paragraphs?", LimitKind.Max),
        (@"no more than {N} paragraphs?", LimitKind.Max),
        (@"最多(?:分为)?{N}个段落", LimitKind.Max),
        (@"range (\d+)-(\d+) paragraphs?", LimitKind.Range),
        (@"range: (\d+)-(\d+)", LimitKind.Range),
        (@"between (\d+) (?:and|to) (\d+) paragraphs?", LimitKind.Range),
        (@"(\d+) to (\d+) paragraphs?", LimitKind.Range));

    public static ConstraintReading Sentences(string sentence) => SentenceLimits.Read(sentence.Trim().ToLowerInvariant()) is { } limits
        ? Limited(LengthFamily.Sentences, limits) : ConstraintReading.AnyAnswer;

    public static ConstraintReading Paragraphs(string sentence) => ParagraphLimits.Read(sentence.ToLowerInvariant()) is { } limits
        ? Limited(LengthFamily.Paragraphs, limits) : ConstraintReading.NoAnswer;

    /// <summary>A count with its limits; with the limits the wrong way round, no answer is right.</summary>
    public static ConstraintReading Limited(string check, (int? Min, int? Max) limits, params (string, object?)[] more) =>
        limits.Min > limits.Max ? ConstraintReading.NoAnswer : ConstraintReading.Of(check, [("min", limits.Min), ("max", limits.Max), .. more]);
}
