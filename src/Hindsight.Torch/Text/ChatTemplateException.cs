namespace Hindsight.Torch.Text;

/// <summary>A chat template that cannot be parsed, or that refuses or fails on a conversation.</summary>
public sealed class ChatTemplateException : Exception
{
    /// <summary>A fault at a place of the template.</summary>
    public ChatTemplateException(string fault, int line, int column, Exception? inner = null)
        : base($"chat template, line {line}, column {column}: {fault}", inner)
    {
        Fault = fault;
        Line = line;
        Column = column;
    }

    /// <summary>What is wrong.</summary>
    public string Fault { get; }

    /// <summary>The line in the template, from 1.</summary>
    public int Line { get; }

    /// <summary>The column in that line, from 1, in UTF-16 units.</summary>
    public int Column { get; }
}
