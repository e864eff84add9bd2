using System.Globalization;
using Hindsight.Checks.Arguments;
using Hindsight.Checks.Language;
using Hindsight.Grading;

namespace Hindsight.Checks.IfBench;

/// <summary>Stop words make up a percentage of the words at most. The degree is the ratio of that percentage and the answer's.</summary>
internal sealed class StopWordsConstraint() : IfBenchCheck("ratio:stop_words", "Stop words are a percentage of all words at most; words are runs of letters, digits and underscores.",
    Parameter.Number("percentage", "The largest percentage.") with { Maximum = 100 })
{
    protected override string Describe(CheckArguments arguments) =>
        $"Let at most {arguments.Written("percentage")}% of the words be stop words, such as articles, pronouns, prepositions, conjunctions and auxiliary verbs.";

    protected override CheckOutcome Decide(string answer, CheckArguments arguments)
    {
        List<string> found = [];
        int words = 0, allowed = arguments.Integer("percentage") ?? 0;
        foreach (Range place in PythonText.Words(answer))
        {
            words++;
            string word = PythonText.Lower(answer[place]);
            if (EnglishWords.StopWords.Contains(word))
                found.Add(word);
        }
        if (words == 0)
            return Unmet($"There are no words in {Quote.Of(answer)}.", 0);
        double percentage = (double)found.Count / words * 100;
        string reason = string.Create(CultureInfo.InvariantCulture, $"{found.Count} of {words} words are stop words, {percentage:0.##}%; allowed are {allowed}%.{(found.Count > 0 ? $" They are {Quote.List(found)}." : "")}");
        return percentage <= allowed ? Met(reason) : Unmet(reason, allowed / percentage);
    }
}
