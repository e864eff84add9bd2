using System.Globalization;
using System.Text;
using Hindsight.Checks.Arguments;
using Hindsight.Grading;

namespace Hindsight.Checks.Letters;

/// <summary>The share of the answer's letters that belong to a script. The degree is that share over the one demanded.</summary>
internal sealed class LanguageScriptCheck() : Check("language_script", "The answer's letters belong to a script.",
    Parameter.Choice("script", "The script; japanese is kana and han together.", null, [.. Script.Names]),
    Parameter.Share("min_share", "The smallest share of the letters that must belong to it.", 0.9))
{
    protected override string Describe(CheckArguments arguments) =>
        $"Write in {CultureInfo.InvariantCulture.TextInfo.ToTitleCase(arguments.Text("script"))} script.";

    protected override CheckOutcome Evaluate(string answer, CheckArguments arguments)
    {
        Script script = Script.Named(arguments.Text("script"));
        double wanted = arguments.Number("min_share") ?? 0;
        int letters = 0, inside = 0;
        int outside = -1;
        for (int i = 0; i < answer.Length; i++)
        {
            if (!Rune.TryGetRuneAt(answer, i, out Rune rune) || !Rune.IsLetter(rune))
                continue;
            letters++;
            if (script.Contains(rune.Value))
                inside++;
            else if (outside < 0)
                outside = i;
        }
        if (letters == 0)
            return Unmet("There are no letters.");
        double share = (double)inside / letters;
        string reason = FormattableString.Invariant($"{inside} of {letters} letters ({share:P0}) are {script.Name}; expected at least {wanted:P0}.");
        return share >= wanted ? Met(reason) : Unmet($"{reason} First other letter in {Quote.Around(answer, outside, 1)}.", share / wanted);
    }
}
