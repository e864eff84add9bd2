using Hindsight.Checks.Arguments;
using Hindsight.Checks.Repairs;
using Hindsight.Grading;

namespace Hindsight.Checks.MulDimIf;

/// <summary>A keyword that is demanded where a topic is named.</summary>
internal sealed class TopicKeywordCheck() : Check(Id, "An answer that names a topic contains a keyword, character by character.",
    Parameter.Texts("topics", "Names of the topic, one of which brings it up."), Parameter.Text("keyword", "The keyword."))
{
    public new const string Id = "muldimif/content:topic_keyword";

    protected override Mending Mending { get; } = new(RepairStage.Content, (text, arguments, words) => Adding.Mention(text, arguments.Text("keyword"), words));

    protected override string Describe(CheckArguments arguments) =>
        $"If you discuss {string.Join(" or ", arguments.Texts("topics").Select(Quote.Whole))}, use {Quote.Whole(arguments.Text("keyword"))}.";

    protected override CheckOutcome Evaluate(string answer, CheckArguments arguments)
    {
        string keyword = arguments.Text("keyword");
        string? topic = arguments.Texts("topics").FirstOrDefault(t => answer.Contains(t, StringComparison.Ordinal));
        if (topic is null)
            return Met($"It does not name {Quote.List(arguments.Texts("topics"))}.");
        return answer.Contains(keyword, StringComparison.Ordinal)
            ? Met($"It names {Quote.Of(topic)} and {Quote.Of(keyword)}.")
            : Unmet($"It names {Quote.Of(topic)} without {Quote.Of(keyword)}.");
    }
}
