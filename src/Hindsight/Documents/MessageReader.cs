using Hindsight.Policies;

namespace Hindsight.Documents;

/// <summary>Reads a message of a conversation: who speaks, and what.</summary>
internal static class MessageReader
{
    /// <summary>The message, with its faults noted. An empty text is one: an empty system message silences a template's default one.</summary>
    public static ChatMessage Read(Map message, IReadOnlyList<string> roles, Faults faults)
    {
        string? role = message.Text("role", required: true);
        if (role is not null && !roles.Contains(role)) faults.Expected(message.Find("role")!, $"one of {string.Join(", ", roles)} for 'role'");
        Node? content = message.Require("content", "a text");
        if (content is not null && content.Kind != NodeKind.Text) faults.Expected(content, "a text for 'content'");
        return new ChatMessage(role ?? "", content?.Scalar ?? "");
    }
}
