using System.Collections.Frozen;

namespace Hindsight.Checks.MulDimIf.Reading;

/// <summary>Which reader reads which kind of constraint; both levels are the set's own names, spelt in several ways there.</summary>
internal static class ConstraintKinds
{
    public static FrozenDictionary<string, Func<string, ConstraintReading>> Readers { get; } = new (Func<string, ConstraintReading> Read, string[] Names)[]
    {
        (KeywordsReader.Read, ["Content_Keywords", "Content_Keywords: Must include"]),
        (PunctuationReader.Read, ["Content_Punctuation", "Content_Punctuation: Ending punctuation", "Punctuation_Ending punctuation"]),
        (OtherReaders.Content, ["Content_Identifiers", "Content_Length", "Content_Quotes", "Content_Sources", "Content_Mention", "Citations_In-text"]),
        (WordsReader.Read, ["Length_Words", "Length_Words: At most", "Length_Words: At least", "Length_Words: Range", "Words_At most", "Format_Word Count"]),
        (LengthReaders.Sentences, ["Length_Sentences", "Length_Sentences: At least", "Length_Sentences: At most", "Length_Sentences: Range", "Sentences_At most", "Sentences_At least"]),
        (LengthReaders.Paragraphs, ["Length_Paragraphs", "Length_Paragraphs: At most", "Length_Paragraphs: At least", "Length_Paragraphs: Range", "Paragraphs_At most"]),
        (TableReader.Read, ["Format_Table", "Format_Table: Row limit", "Format_Table: Column limit", "Table_Row limit", "Table_Column limit"]),
        (MarkdownReader.Read, ["Format_Markdown", "Format_Markdown: Heading levels", "Markdown_Heading levels", "Markdown_Block quotes"]),
        (JsonReader.Read, ["Format_Json", "Json_Object nesting levels", "Json_Number of attributes"]),
        (OtherReaders.Format, ["Format_XML", "XML_Number of attributes", "Format_Markdown: Block quotes", "Format_Text", "References_Format", "Format_Bullet Points", "Format_Blurb", "Table_Table", "Format_Length"]),
        (EnglishReader.Read, ["Language_English", "Language_English: Capitalized", "Language_English: All Uppercase"]),
        (ChineseReader.Read, ["Language_Chinese", "Language_Chinese: Simplified", "Language_Chinese: Traditional"]),
    }.SelectMany(r => r.Names.Select(n => (n, r.Read))).ToFrozenDictionary(r => r.n, r => r.Read, StringComparer.Ordinal);
}
