using System.Collections.Frozen;

namespace Hindsight.Checks.MulDimIf.Reading;

/// <summary>Which reader reads which kind of constraint; both levels are the set's own names, spelt in several ways there. The official program reports by the twelve kinds of the first column.</summary>
internal static class ConstraintKinds
{
    public static FrozenDictionary<string, (string Kind, Func<string, ConstraintReading> Read)> Readers { get; } = new (string Kind, Func<string, ConstraintReading> Read, string[] Names)[]
    {
        ("Content_Keywords", KeywordsReader.Read, ["Content_Keywords", "Content_Keywords: Must include"]),
        ("Content_Keywords", OtherReaders.Content, ["Content_Mention"]),
        ("Content_Punctuation", PunctuationReader.Read, ["Content_Punctuation", "Content_Punctuation: Ending punctuation", "Punctuation_Ending punctuation"]),
        ("Content_Punctuation", OtherReaders.Content, ["Content_Quotes"]),
        ("Content_Identifiers", OtherReaders.Content, ["Content_Identifiers", "Content_Sources", "Citations_In-text"]),
        ("Content_Identifiers", OtherReaders.Format, ["Format_Text", "References_Format", "Format_Bullet Points"]),
        ("Length_Words", WordsReader.Read, ["Length_Words", "Length_Words: At most", "Length_Words: At least", "Length_Words: Range", "Words_At most", "Format_Word Count"]),
        ("Length_Words", OtherReaders.Content, ["Content_Length"]),
        ("Length_Words", OtherReaders.Format, ["Format_Blurb", "Format_Length"]),
        ("Length_Sentences", LengthReaders.Sentences, ["Length_Sentences", "Length_Sentences: At least", "Length_Sentences: At most", "Length_Sentences: Range", "Sentences_At most", "Sentences_At least"]),
        ("Length_Paragraphs", LengthReaders.Paragraphs, ["Length_Paragraphs", "Length_Paragraphs: At most", "Length_Paragraphs: At least", "Length_Paragraphs: Range", "Paragraphs_At most"]),
        ("Format_Table", TableReader.Read, ["Format_Table", "Format_Table: Row limit", "Format_Table: Column limit", "Table_Row limit", "Table_Column limit"]),
        ("Format_Table", OtherReaders.Format, ["Table_Table"]),
        ("Format_Markdown", MarkdownReader.Read, ["Format_Markdown", "Format_Markdown: Heading levels", "Markdown_Heading levels", "Markdown_Block quotes"]),
        ("Format_Markdown", OtherReaders.Format, ["Format_Markdown: Block quotes"]),
        ("Format_Json", JsonReader.Read, ["Format_Json", "Json_Object nesting levels", "Json_Number of attributes"]),
        ("Format_XML", OtherReaders.Format, ["Format_XML", "XML_Number of attributes"]),
        ("Language_English", EnglishReader.Read, ["Language_English", "Language_English: Capitalized", "Language_English: All Uppercase"]),
        ("Language_Chinese", ChineseReader.Read, ["Language_Chinese", "Language_Chinese: Simplified", "Language_Chinese: Traditional"]),
    }.SelectMany(r => r.Names.Select(name => (Name: name, r.Kind, r.Read))).ToFrozenDictionary(r => r.Name, r => (r.Kind, r.Read), StringComparer.Ordinal);
}
