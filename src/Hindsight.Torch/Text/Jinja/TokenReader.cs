namespace Hindsight.Torch.Text.Jinja;

/// <summary>Tokens, read one after the other.</summary>
internal sealed class TokenReader(IReadOnlyList<Token> tokens)
{
    private int _at;

    /// <summary>The token that comes next.</summary>
    public Token Current => tokens[_at];

    /// <summary>The one after it.</summary>
    public Token Following => tokens[Math.Min(_at + 1, tokens.Count - 1)];

    /// <summary>Takes the next token.</summary>
    public Token Next() => tokens[_at < tokens.Count - 1 ? _at++ : _at];

    /// <summary>Takes the next token if it is this operator.</summary>
    public bool TryOperator(string symbol)
    {
        if (!Current.IsOperator(symbol)) return false;
        Next();
        return true;
    }

    /// <summary>Takes the next token if it is this name.</summary>
    public bool TryName(string name)
    {
        if (!Current.IsName(name)) return false;
        Next();
        return true;
    }

    /// <summary>Takes the next token, which must be of a kind.</summary>
    public Token Expect(TokenKind kind, string what)
    {
        if (Current.Kind != kind) throw Unexpected(what);
        return Next();
    }

    /// <summary>Takes the next token, which must be this operator.</summary>
    public void ExpectOperator(string symbol)
    {
        if (!TryOperator(symbol)) throw Unexpected($"'{symbol}'");
    }

    /// <summary>The fault that the next token is.</summary>
    public ChatTemplateException Unexpected(string expected) => Current.At.Fault($"found {Current.Description}; expected {expected}.");
}
