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
        string path = file ?? Path.Combine(AppContext.BaseDirectory, "prompts.txt");
        int[][] prompts = [.. File.ReadLines(path).Where(line => line.Length > 0).Take(count).Select(line => tokenizer.EncodePrompt(Messages(line)))];
        if (prompts.Length == 0) throw new InvalidDataException($"{path} has no line; expected a prompt in each.");
        return [.. Enumerable.Range(0, count).Select(i => prompts[(int)((long)i * prompts.Length / count)])];
    }

    private static IReadOnlyList<ChatMessage> Messages(string line)
    {
        if (line[0] != '{') return [ChatMessage.User(line)];
        using JsonDocument document = JsonDocument.Parse(line);
        return [.. document.RootElement.GetProperty("messages").EnumerateArray().Select(m =>
            new ChatMessage(m.GetProperty("role").GetString()!, m.GetProperty("content").GetString()!))];
    }
}
