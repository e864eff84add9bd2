using System.Globalization;
using Hindsight.Checks.Arguments;
using Hindsight.Checks.Language;
using Hindsight.Grading;

namespace Hindsight.Checks.IfBench;

/// <summary>
/// A percentage of the different trigrams of the answer are trigrams of a reference text, give or take two. Trigrams are of characters, as in the official program. The degree is the
/// ratio of the percentage and the limit that it misses.
/// </summary>
internal sealed class OverlapConstraint() : IfBenchCheck("ratio:overlap", "A percentage of the answer's different runs of three characters, give or take two, occur in a reference text.",
    Parameter.Text("reference_text", "The reference text."),
    Parameter.Number("percentage", "The percentage.") with { Maximum = 100 })
{
    private const int Tolerance = 2;

    protected override string Describe(CheckArguments arguments) =>
        $"Let {arguments.Written("percentage")}% of your trigrams, give or take {Tolerance}%, be trigrams of this text: {arguments.Text("reference_text")}";

    protected override CheckOutcome Decide(string answer, CheckArguments arguments)
    {
        HashSet<long> trigrams = Trigrams(answer), reference = Trigrams(arguments.Text("reference_text"));
        if (trigrams.Count == 0)
            return Unmet($"There are no three characters in {Quote.Of(answer)}.", 0);
        int shared = trigrams.Count(reference.Contains), wanted = arguments.Integer("percentage") ?? 0;
        double percentage = (double)shared / trigrams.Count * 100;
        string reason = string.Create(CultureInfo.InvariantCulture,
            $"{shared} of {trigrams.Count} different trigrams of the answer, which begins {Quote.Of(answer)}, are in the reference text, {percentage:0.##}%; expected {wanted}%, give or take {Tolerance}%.");
        if (percentage < wanted - Tolerance)
            return Unmet(reason, percentage / (wanted - Tolerance));
        return percentage > wanted + Tolerance ? Unmet(reason, (wanted + Tolerance) / percentage) : Met(reason);
    }

    private static HashSet<long> Trigrams(string text)
    {
        const int Bits = 21;
        int[] points = CodePoints.Of(text);
        HashSet<long> trigrams = [];
        for (int i = 2; i < points.Length; i++)
            trigrams.Add(((long)points[i - 2] << (2 * Bits)) | ((long)points[i - 1] << Bits) | (long)points[i]);
        return trigrams;
    }
}
