using System.Text;
using Hindsight.Rubrics;

namespace Hindsight.Tests.Rubrics;

public sealed class RubricDiffTests
{
    private const string Before = """
        template: |
          <message role="system">Judge.</message>
          <message role="user">{{$answer}}</message>
        criteria:
          - { id: number, text: Names the order, weight: 2, veto: true }
          - { id: short, text: Is short, check: word_count, arguments: { maximum: 40 } }
          - { id: warm, text: Is warm }
        """;

    [Fact]
    public void Lines_EditedRubric_NameEveryChangeWithItsValues()
    {
        Rubric before = Parse(Before), after = Parse("""
            description: Replies
            calls: each
            tools: [contains]
            template: |
              <message role="system">Judge well.</message>
              <message role="user">{{$answer}}</message>
            criteria:
              - { id: short, text: Is short, check: word_count, arguments: { maximum: 30 } }
              - { id: number, text: Names the order, weight: 1.5, when: { variable: order, equals: A } }
              - { id: thanks, text: Thanks, weight: 0.5, group: tone, when: { met: number } }
            """);

        RubricDiff.Lines(before, after).Should().Equal(
            $"rubric 'desk': version {before.Version} → {after.Version}:",
            "  description: \"\" → \"Replies\"",
            "  calls: all → each",
            "  tools: [] → [\"contains\"]",
            "  - criterion 'warm': text \"Is warm\", weight 1",
            "  criterion 'short' arguments: {\"maximum\":40} → {\"maximum\":30}",
            "  criterion 'number' weight: 2 → 1.5",
            "  criterion 'number' veto: true → false",
            "  criterion 'number' when: none → variable order = \"A\"",
            "  + criterion 'thanks': text \"Thanks\", weight 0.5, when met number, group tone",
            "  order: number, short → short, number",
            "  - template: <message role=\"system\">Judge.</message>",
            "  + template: <message role=\"system\">Judge well.</message>");
    }

    [Fact]
    public void Lines_OnlyACommentDiffers_SaySo()
    {
        Rubric before = Parse(Before), after = Parse("# A comment.\n" + Before);

        RubricDiff.Lines(before, after).Should().Equal($"rubric 'desk': version {before.Version} → {after.Version}, nothing that counts differs.");
    }

    [Fact]
    public void Lines_NewAndRemoved_NameTheVersion()
    {
        Rubric rubric = Parse(Before);

        RubricDiff.Lines(null, rubric).Should().Equal($"rubric 'desk': new, version {rubric.Version}, 3 criteria.");
        RubricDiff.Lines(rubric, null).Should().Equal($"rubric 'desk': removed, version {rubric.Version}.");
    }

    private static Rubric Parse(string yaml) => RubricFile.Parse("desk.yaml", Encoding.UTF8.GetBytes(yaml), FakeChecks.All);
}
