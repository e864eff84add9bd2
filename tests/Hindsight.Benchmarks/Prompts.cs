using System.Text.Json;
using Hindsight.Policies;
using Hindsight.Torch.Text;

namespace Hindsight.Benchmarks;

/// <summary>The prompts to sample from: a file with a user's message a line, or a JSON object with <c>messages</c> a line.</summary>
internal static class Prompts
{
    /// <summary>As many prompts as asked for, the file's over and over, equal ones side by side and sharing their array.</summary>
    public static IReadOnlyList<int[]> Read(string? file, ChatTokenizer tokenizer, int count)
    {
        int[][] prompts = [.. Conversations(file ?? Path.Combine(AppContext.BaseDirectory, "prompts.txt")).Take(count).Select(messages => tokenizer.EncodePrompt(messages))];
        return [.. Enumerable.Range(0, count).Select(i => prompts[(int)((long)i * prompts.Length / count)])];
    }

    /// <summary>The file's conversations, one a line.</summary>
    public static IReadOnlyList<IReadOnlyList<ChatMessage>> Conversations(string file)
    {
        IReadOnlyList<ChatMessage>[] conversations = [.. File.ReadLines(file).Where(line => line.Length > 0).Select(Messages)];
        return conversations.Length > 0 ? conversations : throw new InvalidDataException($"{file} has no line; expected a prompt in each.");
    }

    private static IReadOnlyList<ChatMessage> Messages(string line)
    {
        if (line[0] != '{') return [ChatMessage.User(line)];
        using JsonDocument document = JsonDocument.Parse(line);
        return [.. document.RootElement.GetProperty("messages").EnumerateArray().Select(m =>
            new ChatMessage(m.GetProperty("role").GetString()!, m.GetProperty("content").GetString()!))];
    }
}
