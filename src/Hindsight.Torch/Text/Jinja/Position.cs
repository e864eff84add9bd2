namespace Hindsight.Torch.Text.Jinja;

/// <summary>A place in a template, both numbers from 1.</summary>
internal readonly record struct Position(int Line, int Column)
{
    /// <summary>The exception for a fault at this place.</summary>
    public ChatTemplateException Fault(string message, Exception? inner = null) => new(message, Line, Column, inner);
}
