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

    /// <summary>The key of a judge's services.</summary>
    public static string KeyOf(string judge) => KeyPrefix + judge;

    /// <summary>Reads settings by judge's name from JSON.</summary>
    /// <exception cref="JsonException">It is not such JSON.</exception>
    public static IReadOnlyDictionary<string, PromptExecutionSettings> Parse(string json) =>
        JsonSerializer.Deserialize<Dictionary<string, PromptExecutionSettings>>(json) ?? [];

    /// <summary>The settings for one judge.</summary>
    public PromptExecutionSettings For(string serviceId, JudgeOptions options)
    {
        PromptExecutionSettings? chosen = ByService.GetValueOrDefault(serviceId[KeyPrefix.Length..]) ?? ByService.GetValueOrDefault(PromptExecutionSettings.DefaultServiceId);
        var settings = (OpenAIPromptExecutionSettings)OpenAIPromptExecutionSettings.FromExecutionSettings(chosen?.Clone()).Clone();
        settings.ServiceId = serviceId;
        settings.ModelId = options.Model;
        if (Schema is not null && options.StructuredOutput)
            settings.ResponseFormat = ChatResponseFormat.CreateJsonSchemaFormat("verdicts", Schema, jsonSchemaIsStrict: true);
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
