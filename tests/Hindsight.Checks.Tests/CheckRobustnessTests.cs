using System.Text;
using CsCheck;
using Hindsight.Grading;

namespace Hindsight.Checks.Tests;

/// <summary>No answer makes a check throw, quote something unprintable, or depend on what it saw before.</summary>
public sealed class CheckRobustnessTests
{
    public static TheoryData<string> Ids => Fuzz.Ids;

    [Theory]
    [MemberData(nameof(Ids))]
    public void Evaluate_AnyAnswerAndArguments_GivesTheSamePrintableVerdictEachTime(string id)
    {
        (ICheck check, Gen<FuzzInput> drawn) = Fuzz.Drawing(id);
        Gen.Select(drawn, drawn).Sample((one, other) =>
        {
            CheckOutcome first = check.Evaluate(one.Answer, one.Arguments);
            check.Evaluate(other.Answer, other.Arguments);
            bool valid = first.Kind == VerdictKind.Unknown ? first.Degree is null : first.Degree is null or (>= 0 and <= 1) && (first.Kind == VerdictKind.Met) == (first.Degree == 1);
            return valid && check.Evaluate(one.Answer, one.Arguments) == first && IsPrintable(first.Reason);
        }, iter: 10_000, threads: 1);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Describe_AnyArguments_IsASentence(string id)
    {
        (ICheck check, Gen<FuzzInput> drawn) = Fuzz.Drawing(id);
        drawn.Sample(one => !string.IsNullOrWhiteSpace(check.Describe(one.Arguments)) && check.Describe(one.Arguments) == check.Describe(one.Arguments), iter: 300, threads: 1);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Evaluate_MegabyteAnswers_AreDecidedWithAShortReason(string id)
    {
        (ICheck check, var arguments) = Fuzz.Find(id);
        string[] answers = [new('a', 1 << 20), new(' ', 1 << 20), new('\ud83d', 1 << 20), new('\n', 1 << 20), new('{', 1 << 20), new StringBuilder().Insert(0, "ab. ", 1 << 18).ToString()];

        foreach (string answer in answers)
            check.Evaluate(answer, arguments).Reason.Length.Should().BeLessThan(1_000);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Evaluate_ManyThreads_Agree(string id)
    {
        (ICheck check, var arguments) = Fuzz.Find(id);
        string[] answers = [.. Enumerable.Range(0, 50).Select(i => $"- Ab {i}. {{\"a\":{i}}} ab")];
        CheckOutcome[] alone = [.. answers.Select(a => check.Evaluate(a, arguments))];

        CheckOutcome[] together = [.. answers.AsParallel().AsOrdered().WithDegreeOfParallelism(4).Select(a => check.Evaluate(a, arguments))];

        together.Should().Equal(alone);
    }

    private static bool IsPrintable(string text)
    {
        foreach (char c in text)
        {
            if (char.IsControl(c))
                return false;
        }
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) == text;
    }
}
