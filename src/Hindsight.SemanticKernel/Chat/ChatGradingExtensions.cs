using System.Security.Cryptography;
using System.Text.Json;
using Hindsight.Answers;
using Hindsight.Grading;
using Hindsight.Policies;
using Hindsight.Tasks;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;

namespace Hindsight.SemanticKernel.Chat;

/// <summary>Grades the replies of an app's conversations.</summary>
public static class ChatGradingExtensions
{
    /// <summary>Grades the last message of a conversation, the assistant's, as the answer to those before it.</summary>
    /// <param name="grader">The grader.</param>
    /// <param name="history">The conversation; messages without text (calls of tools) are left out.</param>
    /// <param name="variables">Values for the rubric's variables; <see langword="null"/>: none.</param>
    /// <param name="cancellationToken">Ends the grading.</param>
    /// <exception cref="ArgumentException">The last message is not the assistant's, or there is none before it.</exception>
    public static Task<Grade> GradeAsync(
        this IGrader grader, ChatHistory history, IReadOnlyDictionary<string, string>? variables = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(grader);
        ArgumentNullException.ThrowIfNull(history);
        if (history.Count < 2 || history[^1].Role != AuthorRole.Assistant)
            throw new ArgumentException($"Found {(history.Count == 0 ? "no message" : $"{history.Count} messages, the last of the {history[^1].Role}")}; expected the assistant's after another.", nameof(history));
        ChatMessage[] messages = [.. history.SkipLast(1).Where(m => !string.IsNullOrEmpty(m.Content)).Select(m => new ChatMessage(m.Role.Label, m.Content!))];
        ChatMessageContent reply = history[^1];
        // The same conversation has the same id, and with it the same seed.
        string id = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(messages)))[..16];
        var task = new TrainingTask { Id = id, Messages = messages, Variables = variables ?? new Dictionary<string, string>() };
        Sample sample = reply.Metadata?.GetValueOrDefault(PolicyChatCompletionService.SampleKey) as Sample ?? new GivenAnswer(id, task, reply.Content ?? "").ToSample();
        return grader.GradeAsync(task, sample, cancellationToken);
    }
}
