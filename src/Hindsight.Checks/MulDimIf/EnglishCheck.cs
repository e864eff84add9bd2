using System.Text;
using Hindsight.Checks.Arguments;
using Hindsight.Checks.Language;
using Hindsight.Checks.Repairs;
using Hindsight.Grading;

namespace Hindsight.Checks.MulDimIf;

/// <summary>The case of the answer's letters, or of a part of it. The degree is the share of letters, or of words, that conform; an answer without text is unmet.</summary>
internal sealed class EnglishCheck() : Check(Id, "The case of the answer's letters, or of a part's; where that part is not found, of the whole answer.",
    Parameter.Choice("case", "upper: no small letter; lower: no capital; title: no word begins with a small letter from a to z; any: it is enough that there is text.", null, "upper", "lower", "title", "any"),
    Parameter.Choice("part", "The part: text: all; table: the cells; table_header: those of the first line; table_entries: those of the other lines; json_keys, json_values: quoted ones; headings: Markdown headings.",
        "text", EnglishPart.Names))
{
    public new const string Id = "muldimif/language:english";

    protected override Mending Mending { get; } = new(RepairStage.Case, (text, arguments, _) => [Casing.To(arguments.Text("case"), text)]);

    protected override string Describe(CheckArguments arguments)
    {
        string where = EnglishPart.Describe(arguments.Text("part"));
        return arguments.Text("case") switch
        {
            "upper" => $"Write {where} in capital letters only.",
            "lower" => $"Write {where} in small letters only.",
            "any" => "Write something.",
            _ => $"Begin every word of {where} with a capital letter.",
        };
    }

    protected override CheckOutcome Evaluate(string answer, CheckArguments arguments)
    {
        if (PythonText.Strip(answer.AsSpan()).IsEmpty)
            return Unmet("There is no text.", 0);
        string text = EnglishPart.Of(answer, arguments.Text("part"));
        return arguments.Text("case") switch
        {
            "any" => Met("There is text."),
            "title" => Title(text),
            "upper" => Letters(text, CaseChange.ByUpper, "small letters"),
            _ => Letters(text, CaseChange.ByLower, "capitals"),
        };
    }

    private static CheckOutcome Title(string text)
    {
        int words = 0, small = 0;
        string first = "";
        foreach (Range word in SplitText.Words(text))
        {
            words++;
            if (!char.IsAsciiLetterLower(text[word][0]))
                continue;
            first = small++ == 0 ? text[word] : first;
        }
        return small == 0 ? Met($"None of {words} words begins with a small letter.")
            : Unmet($"{small} of {words} words begin with a small letter, first {Quote.Of(first)}.", (double)(words - small) / words);
    }

    private static CheckOutcome Letters(string text, Func<Rune, bool> isFault, string faults)
    {
        int letters = 0, wrong = 0, first = 0, index = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            bool fault = isFault(rune);
            first = fault && wrong == 0 ? index : first;
            wrong += fault ? 1 : 0;
            letters += fault || Rune.IsLetter(rune) ? 1 : 0;
            index += rune.Utf16SequenceLength;
        }
        return wrong == 0 ? Met($"There are no {faults}.") : Unmet($"{wrong} of {letters} letters are {faults}, first in {Quote.Around(text, first, 1)}.", (double)(letters - wrong) / letters);
    }
}
