using Hindsight.Checks.Arguments;
using Hindsight.Checks.Language;
using Hindsight.Checks.Repairs;
using Hindsight.Grading;

namespace Hindsight.Checks.IfEval;

/// <summary>The answer begins with a given text, in any case. The degree is the share of the text with which it begins.</summary>
internal sealed class RepeatPromptInstruction() : IfEvalCheck("combination:repeat_prompt", "The answer begins with the request, word for word, in any case.",
    Parameter.Text("prompt_to_repeat", "The request."))
{
    protected override Mending Mending { get; } = new(RepairStage.Ends, (text, arguments, _) =>
        Adding.Opening($"\n{text.TrimStart()}", PythonText.Strip(arguments.Text("prompt_to_repeat")).ToString()).Reverse());

    protected override string Describe(CheckArguments arguments) =>
        $"First repeat the following request word for word, with nothing before it, then answer it: {arguments.Text("prompt_to_repeat")}";

    protected override CheckOutcome Decide(string answer, CheckArguments arguments)
    {
        string prompt = PythonText.Lower(PythonText.Strip(arguments.Text("prompt_to_repeat")).ToString()), text = PythonText.Lower(PythonText.Strip(answer).ToString());
        int common = text.AsSpan().CommonPrefixLength(prompt);
        return common == prompt.Length
            ? Met($"It begins with {Quote.Of(prompt)}.")
            : Unmet($"It repeats {common} of {prompt.Length} characters; then comes {Quote.Of(text.AsSpan(common))}, expected {Quote.Of(prompt.AsSpan(common))}.",
                (double)common / prompt.Length);
    }
}
