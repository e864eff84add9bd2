using Hindsight.Grading;

namespace Hindsight.Checks.IfBench;

/// <summary>The constraints of IFBench on sentences and on an answer's form, its constraints with a task of their own, and those that repeat. Parameters are named as in its data.</summary>
internal static class FormFamily
{
    public static IReadOnlyList<ICheck> Checks { get; } =
    [
        new AlliterationConstraint(),
        new SentenceKeywordConstraint(),
        new SentenceIncrementConstraint(),
        new NestedBracketsConstraint(),
        new NestedQuotesConstraint(),
        new OptionsConstraint(),
        new WordLinesConstraint(),
        new EmojiConstraint(),
        new IndentStairsConstraint(),
        new QuoteExplanationConstraint(),
        new SeparatorsConstraint(),
        new ItalicThesisConstraint(),
        new SubBulletsConstraint(),
        new SentencesThenBulletsConstraint(),
        new TitleCaseConstraint(),
        new OutputTemplateConstraint(),
        new NoWhitespaceConstraint(),
        new MultiplesConstraint(),
        new MultipleChoiceConstraint(),
        new ReverseCountriesConstraint(),
        new ReversedWordsConstraint(),
        new ReversedLettersConstraint(),
        new AlphabetSentencesConstraint(),
        new CapitalsConstraint(),
        new CsvConstraint("custom:csv_city", "The answer is comma-separated values: a first line with the columns ID, Country, City, Year, Count, then 7 rows of five fields.",
            "comma-separated values", ["ID", "Country", "City", "Year", "Count"], 7, ',', QuotedFields.None),
        new CsvConstraint("custom:csv_special_character",
            "The answer is comma-separated values: a first line with the columns ProductID, Category, Brand, Price, Stock, then 14 rows. A field in double quotes has a special character, and the rows up to it have five fields.",
            "comma-separated values, one field of which has a special character and stands in double quotes", ["ProductID", "Category", "Brand", "Price", "Stock"], 14, ',', QuotedFields.Special),
        new CsvConstraint("custom:csv_quotes",
            "The answer is tab-separated values: a first line with the columns StudentID, Subject, Grade, Semester, Score, then 3 rows of five fields. Every field, the columns too, is in double quotes.",
            "tab-separated values, every field of which stands in double quotes", ["StudentID", "Subject", "Grade", "Semester", "Score"], 3, '\t', QuotedFields.All),
        new DatesConstraint(),
        new RepeatChangedConstraint(),
        new RepeatSentenceConstraint(),
        new RepeatSpanConstraint(),
    ];
}
