using System.Globalization;
using Hindsight.SemanticKernel.Prompts;
using Hindsight.Training;

namespace Hindsight.SemanticKernel.Judging;

/// <summary>
/// Sets text from outside apart in a judge's prompt: each text stands between two lines that occur in none of them. The fence belongs to the value of a template's variable, so that no
/// template can leave it out.
/// </summary>
internal static class Fence
{
    /// <summary>The variable that holds what the fence means.</summary>
    public const string Notice = "data_notice";

    /// <summary>The prompt that says it.</summary>
    public const string NoticePrompt = "Judge/DataNotice";

    /// <summary>The values of a template's variables: every text in its fence, on lines of its own wherever the template puts it, and the notice.</summary>
    /// <param name="texts">The texts by variable.</param>
    /// <param name="seed">From which the line is derived, the same each time for the same seed, task and texts.</param>
    /// <param name="taskId">The task.</param>
    /// <param name="prompts">The prompts.</param>
    /// <param name="cancellationToken">Ends the rendering.</param>
    public static async Task<Dictionary<string, string>> AroundAsync(
        IReadOnlyDictionary<string, string> texts, ulong seed, string taskId, PromptLibrary prompts, CancellationToken cancellationToken)
    {
        string line = Line(seed, taskId, texts.Values);
        Dictionary<string, string> values = texts.ToDictionary(text => text.Key, text => $"\n{line}\n{text.Value}\n{line}\n");
        values[Notice] = await prompts.RenderTextAsync(NoticePrompt, new Dictionary<string, string> { ["fence"] = line }, cancellationToken).ConfigureAwait(false);
        return values;
    }

    private static string Line(ulong seed, string taskId, IEnumerable<string> texts)
    {
        string[] all = [.. texts];
        for (int attempt = 0; ; attempt++)
        {
            string line = string.Create(CultureInfo.InvariantCulture, $"=== {Seeds.Derive(seed, "fence", attempt, taskId):x16} ===");
            if (!Array.Exists(all, text => text.Contains(line, StringComparison.OrdinalIgnoreCase)))
                return line;
        }
    }
}
