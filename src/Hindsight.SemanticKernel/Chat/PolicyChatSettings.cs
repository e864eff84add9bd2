using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;
using Hindsight.Policies;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.Connectors.OpenAI;

namespace Hindsight.SemanticKernel.Chat;

/// <summary>Reads Semantic Kernel's execution settings as the policy's. What the policy cannot do is refused, not ignored.</summary>
internal static class PolicyChatSettings
{
    private const string TopK = "top_k", MinP = "min_p", RepetitionPenalty = "repetition_penalty";

    /// <exception cref="NotSupportedException">Settings that the policy does not support; all are named.</exception>
    /// <exception cref="ArgumentException">A value out of its range.</exception>
    public static (SamplingOptions Sampling, long? Seed) Read(PromptExecutionSettings? settings, SamplingOptions standard)
    {
        if (settings is null)
            return (standard, null);
        OpenAIPromptExecutionSettings given = OpenAIPromptExecutionSettings.FromExecutionSettings(settings);
        string[] refused = [.. Refused(settings, given)];
        if (refused.Length > 0)
            throw new NotSupportedException($"The policy does not support the execution settings {string.Join(", ", refused)}.");
        var sampling = standard with
        {
            MaxTokens = given.MaxTokens ?? standard.MaxTokens,
            Temperature = given.Temperature ?? standard.Temperature,
            TopP = given.TopP ?? standard.TopP,
            TopK = (int?)Number(given, TopK) ?? standard.TopK,
            MinP = Number(given, MinP) ?? standard.MinP,
            RepetitionPenalty = Number(given, RepetitionPenalty) ?? standard.RepetitionPenalty,
            StopStrings = given.StopSequences is { Count: > 0 } stops ? [.. stops] : standard.StopStrings,
        };
        List<ValidationResult> faults = [];
        if (!Validator.TryValidateObject(sampling, new(sampling), faults, validateAllProperties: true))
            throw new ArgumentException($"The execution settings are out of range: {string.Join(" ", faults.Select(f => f.ErrorMessage))}", nameof(settings));
        return (sampling, given.Seed);
    }

    private static IEnumerable<string> Refused(PromptExecutionSettings settings, OpenAIPromptExecutionSettings given)
    {
        (string Name, bool IsSet)[] unsupported =
        [
            ("presence_penalty", given.PresencePenalty is not null and not 0), ("frequency_penalty", given.FrequencyPenalty is not null and not 0),
            ("response_format", given.ResponseFormat is not null), ("tools", given.ToolCallBehavior is not null),
            ("function_choice_behavior", settings.FunctionChoiceBehavior is not null), ("token_selection_biases", given.TokenSelectionBiases is { Count: > 0 }),
            ("top_logprobs", given.TopLogprobs is not null), ("chat_system_prompt", !string.IsNullOrEmpty(given.ChatSystemPrompt)),
        ];
        IEnumerable<string> unknown = (settings.ExtensionData ?? new Dictionary<string, object>()).Keys
            .Where(k => k is not (TopK or MinP or RepetitionPenalty) && !Known.Contains(k));
        return [.. unsupported.Where(u => u.IsSet).Select(u => u.Name), .. unknown.Order(StringComparer.Ordinal)];
    }

    // The names by which plain settings give what the typed ones have as properties; the unsupported among them are refused by their properties.
    private static readonly HashSet<string> Known =
    [
        "max_tokens", "temperature", "top_p", "stop_sequences", "seed", "presence_penalty", "frequency_penalty", "response_format", "token_selection_biases",
        "logprobs", "top_logprobs", "chat_system_prompt", "user", "store", "metadata",
    ];

    private static double? Number(PromptExecutionSettings settings, string name) => settings.ExtensionData is { } data && data.TryGetValue(name, out object? given) ? Number(name, given) : null;

    private static double? Number(string name, object? given) => given switch
    {
        null => null,
        JsonElement { ValueKind: JsonValueKind.Number } number => number.GetDouble(),
        IConvertible value and not string => value.ToDouble(CultureInfo.InvariantCulture),
        object value => throw new ArgumentException($"The execution setting {name} is '{value}'; expected a number."),
    };
}
