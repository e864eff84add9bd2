using Hindsight.Grading;
using Hindsight.Policies;
using Hindsight.Suites;
using Hindsight.Tasks;

namespace Hindsight.Tests.Suites;

/// <summary>Suites and answers in a line.</summary>
internal static class Answers
{
    public static Suite Suite(SuiteForm form, params SuiteItem[] items) => new("suite.jsonl", new string('a', 64), form, items);

    public static SuiteItem Item(string key, params SuiteDemand[] demands) => new(new TrainingTask { Id = key, Messages = [ChatMessage.User($"Prompt {key}")] }, demands);

    public static SuiteDemand Demand(string name, params (string By, string Name)[] labels) => new(name, name, null, labels.ToDictionary(l => l.By, l => l.Name));

    public static SuiteAnswer Of(string key, params SuiteVerdict[] verdicts) => new()
    {
        Key = key, Sample = 0, Response = "", Verdicts = verdicts, Ungraded = verdicts.Any(v => v.Verdict == VerdictKind.Unknown) ? UngradedCause.CheckUnknown : null,
    };

    public static SuiteVerdict Verdict(string name, VerdictKind kind, VerdictKind? loose = null) => new() { Name = name, Verdict = kind, Loose = loose, Reason = "", Source = "check:x" };
}
