using System.Xml;

namespace Hindsight.SemanticKernel.Prompts;

/// <summary>The rule for templates of messages: nothing but <c>&lt;message role="…"&gt;</c> elements, at least one.</summary>
internal static class MessageTemplate
{
    public static bool HasTags(string template) => template.Contains("<message", StringComparison.Ordinal);

    /// <summary>What is wrong, or <see langword="null"/>. Semantic Kernel itself sends a template that breaks the rule as one message, tags and all.</summary>
    public static string? Fault(string template)
    {
        var document = new XmlDocument { XmlResolver = null };
        try
        {
            document.LoadXml($"<root>{template}</root>");
        }
        catch (XmlException error)
        {
            return $"the message tags do not fit together: {error.Message}";
        }
        bool any = false;
        foreach (XmlNode node in document.DocumentElement!.ChildNodes)
        {
            if (node is XmlComment)
                continue;
            if (node is not XmlElement { Name: "message" } message)
                return $"found \"{node.OuterXml.Trim()}\" outside a message; expected <message role=\"…\"> elements only.";
            if (string.IsNullOrWhiteSpace(message.GetAttribute("role")))
                return "a message has no role.";
            if (message.GetAttribute("role").Contains("{{", StringComparison.Ordinal))
                return "a message's role is a variable; expected the role itself.";
            any = true;
        }
        return any ? null : "there is no message; expected <message role=\"…\"> elements.";
    }
}
