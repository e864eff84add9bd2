namespace Hindsight.Torch.Text.Jinja;

/// <summary>A token of a template.</summary>
internal readonly record struct Token(TokenKind Kind, string Text, Position At)
{
    /// <summary>Whether it is this operator.</summary>
    public bool IsOperator(string symbol) => Kind == TokenKind.Operator && Text == symbol;

    /// <summary>Whether it is this name.</summary>
    public bool IsName(string name) => Kind == TokenKind.Name && Text == name;

    /// <summary>How an error speaks of it.</summary>
    public string Description => Kind switch
    {
        TokenKind.End => "the end of the template",
        TokenKind.Text => "text",
        TokenKind.String => $"the string '{Text}'",
        _ => $"'{Text}'",
    };
}
