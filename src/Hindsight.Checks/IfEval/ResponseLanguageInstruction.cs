using Hindsight.Checks.Arguments;
using Hindsight.Checks.Language;
using Hindsight.Grading;

namespace Hindsight.Checks.IfEval;

/// <summary>The language of the whole answer. An answer without letters that tell follows the instruction.</summary>
internal sealed class ResponseLanguageInstruction() : IfEvalCheck("language:response_language", "The answer is in a language.",
    Parameter.Choice("language", "The language's code.", null, [.. LanguageDetector.Languages]))
{
    protected override string Describe(CheckArguments arguments) => $"Write the whole answer in {LanguageDetector.NameOf(arguments.Text("language"))} and in no other language.";

    protected override CheckOutcome Decide(string answer, CheckArguments arguments)
    {
        string wanted = arguments.Text("language");
        return LanguageDetector.Detect(answer) switch
        {
            null => Met("Nothing in it tells its language."),
            { } found when found == wanted => Met($"It reads as {found}."),
            { } found => Unmet($"It reads as {found}; expected {wanted}."),
        };
    }
}
