using System.Text.Json;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.Connectors.OpenAI;
using OpenAI.Chat;

namespace Hindsight.SemanticKernel.Judging;

/// <summary>How a prompt wants to be sent: execution settings by judge's name, and the schema of the reply where there is one.</summary>
/// <param name="ByService">The settings; <c>default</c> holds for judges that have none of their own.</param>
/// <param name="Schema">The reply's JSON schema, or <see langword="null"/>: free text.</param>
internal sealed record JudgeCallSettings(IReadOnlyDictionary<string, PromptExecutionSettings> ByService, BinaryData? Schema)
{
    private const string KeyPrefix = "hindsight-judge:";

    /// <summary>The functions that the judge may call before it replies; <see langword="null"/>: none.</summary>
    public KernelPlugin? Tools { get; init; }

    /// <summary>The name of the rubric that is asked about; empty: it is asked about something else.</summary>
    public string Rubric { get; init; } = "";

    /// <summary>How many criteria are asked about.</summary>
    public int Criteria { get; init; }

    /// <summary>The key of a judge's services.</summary>
    public static string KeyOf(string judge) => KeyPrefix + judge;

    /// <summary>Reads settings by judge's name from JSON.</summary>
    /// <exception cref="JsonException">It is not such JSON.</exception>
    public static IReadOnlyDictionary<string, PromptExecutionSettings> Parse(string json) =>
        JsonSerializer.Deserialize<Dictionary<string, PromptExecutionSettings>>(json) ?? [];

    /// <summary>Which of the settings hold for a judge; <see langword="null"/>: none.</summary>
    public static PromptExecutionSettings? Chosen(IReadOnlyDictionary<string, PromptExecutionSettings> byService, string judge) =>
        byService.GetValueOrDefault(judge) ?? byService.GetValueOrDefault(PromptExecutionSettings.DefaultServiceId);

    /// <summary>The settings for one judge.</summary>
    /// <param name="serviceId">The key of its services.</param>
    /// <param name="options">Its configuration.</param>
    /// <param name="mayCallTools">Whether it may still call tools; otherwise it must reply.</param>
    public PromptExecutionSettings For(string serviceId, JudgeOptions options, bool mayCallTools = true)
    {
        PromptExecutionSettings? chosen = Chosen(ByService, serviceId[KeyPrefix.Length..]);
        var settings = (OpenAIPromptExecutionSettings)OpenAIPromptExecutionSettings.FromExecutionSettings(chosen?.Clone()).Clone();
        settings.ServiceId = serviceId;
        settings.ModelId = options.Model;
        if (Schema is not null && options.StructuredOutput == StructuredOutput.JsonSchema)
            settings.ResponseFormat = ChatResponseFormat.CreateJsonSchemaFormat("verdicts", Schema, jsonSchemaIsStrict: true);
        else if (Schema is not null && options.StructuredOutput == StructuredOutput.JsonObject)
            settings.ResponseFormat = ChatResponseFormat.CreateJsonObjectFormat();
        if (Tools is not null)
            settings.FunctionChoiceBehavior = mayCallTools ? FunctionChoiceBehavior.Auto(Tools, autoInvoke: false) : FunctionChoiceBehavior.None(Tools);
        if (options.MaxTokensField == TokenLimitField.MaxTokens && settings.MaxTokens is { } limit)
        {
            settings.MaxTokens = null;
#pragma warning disable SKEXP0010 // The only way to the older field.
            settings.ExtraBody = new Dictionary<string, object?> { ["max_tokens"] = limit };
#pragma warning restore SKEXP0010
        }
        return settings;
    }
}
