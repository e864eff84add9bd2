using CsCheck;
using Hindsight.Checks.IfBench;

namespace Hindsight.Checks.Tests.IfBench;

/// <summary>Expected values are Python's.</summary>
public sealed class CsvRowsTests
{
    [Theory]
    [InlineData("a,b\nc", "a|b/c")]
    [InlineData("a,b\n", "a|b")]
    [InlineData("a\n\nb", "a//b")]
    [InlineData(",", "|")]
    [InlineData("\"a,\"\"b\n\",c", "a,\"b\n|c")]
    [InlineData("\"a\"b\"\",c\n", "ab\"\"|c")]
    [InlineData("a\"b,c\"", "a\"b|c\"")]
    [InlineData("\"a\nb", "a\nb")]
    [InlineData("a,\"\n", "a|\n")]
    [InlineData("a\r\nb\r", "a/b")]
    [InlineData(" \"a\"", " \"a\"")]
    public void Read_Text_GivesItsRows(string text, string rows) => string.Join('/', CsvRows.Read(text, ',')!.Select(row => string.Join('|', row))).Should().Be(rows);

    [Theory]
    [InlineData("a\rb")]
    [InlineData("\r,")]
    [InlineData("\"a\"\rb")]
    public void Read_CarriageReturnInsideALine_GivesNothing(string text) => CsvRows.Read(text, ',').Should().BeNull();

    [Fact]
    public void Read_RowsWrittenWithQuotes_GivesThemBack() =>
        Gen.Char["ab,\"\n\r\t \ud83d"].Array[0, 6].Select(c => new string(c)).Array[1, 4].Array[1, 4].Sample(rows =>
        {
            string text = string.Concat(rows.Select(row => string.Join('\t', row.Select(field => $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")) + "\n"));
            return CsvRows.Read(text, '\t')!.Zip(rows).All(pair => pair.First.SequenceEqual(pair.Second));
        }, iter: 10_000, threads: 1);
}
