using System.Text;
using CsCheck;
using Hindsight.Grading;

namespace Hindsight.Checks.Tests.Repairs;

/// <summary>No answer and no arguments make a repair throw, give a text that misses its check, or depend on what it saw before.</summary>
public sealed class RepairRobustnessTests
{
    public static TheoryData<string> Ids => Fuzz.Ids;

    [Theory]
    [MemberData(nameof(Ids))]
    public void Repair_AnyAnswerAndArguments_GivesTheSameMetAndBoundedTextOrNothing(string id)
    {
        (ICheck check, Gen<FuzzInput> drawn) = Fuzz.Drawing(id);
        if (check.Repair is not { } repair)
            return;
        Gen.Select(drawn, Gen.ULong).Sample((one, seed) =>
        {
            string? mended = repair.Repair(one.Answer, one.Arguments, new RepairContext(seed));
            bool stays = check.Evaluate(one.Answer, one.Arguments).Kind != VerdictKind.Met || mended == one.Answer;
            bool met = mended is null || (check.Evaluate(mended, one.Arguments).Kind == VerdictKind.Met && mended.Length <= RepairContext.LongestAnswer && repair.Repair(mended, one.Arguments, new RepairContext(seed)) == mended);
            bool whole = mended is null || !IsWellFormed(one.Answer) || IsWellFormed(mended);
            return stays && met && whole && repair.Repair(one.Answer, one.Arguments, new RepairContext(seed)) == mended;
        }, iter: 200, threads: 1);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Repair_AnswersBeyondTheLimit_AreLeftAlone(string id)
    {
        (ICheck check, var arguments) = Fuzz.Find(id);
        string answer = new StringBuilder().Insert(0, "Ab, \"cd\" ef. ", 2_000).ToString();

        check.Repair?.Repair(answer, arguments, new RepairContext(1)).Should().Match(mended => mended == null || (string)mended == answer);
    }

    private static bool IsWellFormed(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) == text;
}
