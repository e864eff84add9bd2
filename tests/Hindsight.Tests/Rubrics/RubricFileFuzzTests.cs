using System.Text;
using CsCheck;
using Hindsight.Rubrics;

namespace Hindsight.Tests.Rubrics;

public sealed class RubricFileFuzzTests
{
    private static readonly string[] Pieces =
    [
        "criteria:", "\n", "  ", "- ", "id: a", "text: A", "weight: 1", "levels:", "degree: 1", "{", "}", "[", "]", ",", ": ", "? ", "|", ">", "|2", "'", "\"", "\\", "\\ud800",
        "&a ", "*a", "!!int ", "!<x> ", "%YAML 9.9", "---", "...", "#", "\t", "\0", "\uFEFF", "\u2028", "\U0001F600", "check: contains", "arguments:", "text: x", "<<: ", ".nan", "1e999", "~", "@", "`", "\"\\x", "\"\\U00110000\"",
        "when:", "met: a", "variable: v", "equals: 1", "tools:", "calls: each", "tags:",
    ];

    [Fact]
    public void Parse_AnyTextOfYamlPieces_ParsesOrNamesFaults() =>
        Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]).Array[0, 40].Select(string.Concat).Sample(yaml => Check(Encoding.UTF8.GetBytes(yaml)), iter: 20_000);

    [Fact]
    public void Parse_AnyBytes_ParsesOrNamesFaults() => Gen.Byte.Array[0, 60].Sample(Check, iter: 5_000);

    private static void Check(byte[] content)
    {
        try
        {
            RubricFile.Parse("a.yaml", content, FakeChecks.All);
        }
        catch (RubricException e)
        {
            e.Faults.Should().NotBeEmpty();
        }
    }
}
