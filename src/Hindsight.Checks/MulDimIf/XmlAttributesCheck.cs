using System.Text.RegularExpressions;
using Hindsight.Checks.Arguments;
using Hindsight.Checks.Counts;
using Hindsight.Grading;

namespace Hindsight.Checks.MulDimIf;

/// <summary>The number of attributes of every XML element. The degree is the share of elements that conform.</summary>
internal sealed partial class XmlAttributesCheck() : Check(Id,
    "The number of attributes of every XML element, in the first ```xml block where one begins. An answer without elements is met.", CountLimits.Parameters("attributes"))
{
    public new const string Id = "muldimif/format:xml_attributes";

    private const string Fence = "```xml";

    protected override IEnumerable<string> RuleFaults(CheckArguments arguments) => CountLimits.Faults(arguments);

    protected override string Describe(CheckArguments arguments) => $"Give every XML element {CountLimits.Describe(arguments, "attribute", "attributes")}.";

    protected override CheckOutcome Evaluate(string answer, CheckArguments arguments)
    {
        string xml = answer;
        if (answer.IndexOf(Fence, StringComparison.Ordinal) is >= 0 and int fence)
        {
            int start = fence + Fence.Length, end = answer.IndexOf("```", start, StringComparison.Ordinal);
            if (end < 0)
                return Unmet("The ```xml block does not end.", 0);
            xml = answer[start..end];
        }
        int elements = 0, right = 0;
        string fault = "";
        foreach (Match element in Element().Matches(xml))
        {
            elements++;
            int found = Attribute().Count(element.Value);
            if (CountLimits.Degree(found, arguments) == 1)
                right++;
            else if (fault.Length == 0)
                fault = $"{Quote.Of(element.ValueSpan)} has {CountLimits.Written(found, "attribute", "attributes")}; expected {CountLimits.Describe(arguments, "attribute", "attributes")}.";
        }
        return right == elements ? Met($"All {elements} elements conform.") : Unmet($"{fault} {right} of {elements} conform.", (double)right / elements);
    }

    [GeneratedRegex(@"<\s*[a-zA-Z_:][\w:.-]*(?:\s+[a-zA-Z_:][\w:.-]*=['""][^'""]*['""])*\s*/?>", RegexOptions.NonBacktracking)]
    private static partial Regex Element();

    [GeneratedRegex(@"\w+=[""'][^""']*[""']", RegexOptions.NonBacktracking)]
    private static partial Regex Attribute();
}
