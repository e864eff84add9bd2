namespace Hindsight.Policies;

/// <summary>One message of a conversation.</summary>
/// <param name="Role">Who speaks: <c>system</c>, <c>user</c>, <c>assistant</c>, or another role that the policy's chat template knows.</param>
/// <param name="Content">The text. It is untrusted: control tokens spelled out in it stay text.</param>
public sealed record ChatMessage(string Role, string Content)
{
    /// <summary>A message of the role <c>system</c>.</summary>
    public static ChatMessage System(string content) => new("system", content);

    /// <summary>A message of the role <c>user</c>.</summary>
    public static ChatMessage User(string content) => new("user", content);

    /// <summary>A message of the role <c>assistant</c>.</summary>
    public static ChatMessage Assistant(string content) => new("assistant", content);
}
