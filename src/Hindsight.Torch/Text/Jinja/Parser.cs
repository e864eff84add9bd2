using System.Runtime.CompilerServices;

namespace Hindsight.Torch.Text.Jinja;

/// <summary>Parses a template's statements.</summary>
internal sealed class Parser
{
    private readonly TokenReader _reader;
    private readonly ExpressionParser _expressions;
    private int _loops;

    private Parser(string source)
    {
        _reader = new TokenReader(Lexer.Read(source));
        _expressions = new ExpressionParser(_reader);
    }

    /// <summary>The statements of a template.</summary>
    /// <exception cref="ChatTemplateException">The template breaks the grammar.</exception>
    public static IReadOnlyList<Statement> Parse(string source)
    {
        var parser = new Parser(source);
        IReadOnlyList<Statement> body = parser.ParseBody();
        if (parser._reader.Current.Kind != TokenKind.End) throw parser._reader.Following.At.Fault($"found '{parser._reader.Following.Text}' without its beginning.");
        return body;
    }

    /// <summary>Statements up to a tag that is none of them, which stays: its opening is the current token, its name the following.</summary>
    private List<Statement> ParseBody()
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack()) throw _reader.Current.At.Fault("the blocks are nested too deeply.");
        var body = new List<Statement>();
        while (true)
        {
            Token token = _reader.Current;
            switch (token.Kind)
            {
                case TokenKind.Text:
                    _reader.Next();
                    body.Add(new Statement.Text(new TracedText(token.Text, TracedText.Template), token.At));
                    break;
                case TokenKind.OutputBegin:
                    _reader.Next();
                    body.Add(new Statement.Output(_expressions.ParseTuple(), token.At));
                    _reader.Expect(TokenKind.OutputEnd, "'}}'");
                    break;
                case TokenKind.BlockBegin when _reader.Following.Kind == TokenKind.Name:
                    if (ParseStatement() is not { } statement) return body;
                    body.Add(statement);
                    break;
                case TokenKind.BlockBegin:
                    _reader.Next();
                    throw _reader.Unexpected("a statement");
                default:
                    return body;
            }
        }
    }

    private Statement? ParseStatement()
    {
        Position at = _reader.Following.At;
        switch (_reader.Following.Text)
        {
            case "if": return ParseIf(at);
            case "for": return ParseFor(at);
            case "set": return ParseSet(at);
            case "macro": return ParseMacro(at);
            case "call": return ParseCall(at);
            case "filter": return ParseFilter(at);
            case "with": return ParseWith(at);
            case "generation":
                Open();
                return new Statement.With([], ParseBlock("endgeneration"), at);
            case "break" or "continue":
                bool isBreak = _reader.Following.Text == "break";
                if (_loops == 0) throw at.Fault($"'{_reader.Following.Text}' stands outside of a loop.");
                Open();
                _reader.Expect(TokenKind.BlockEnd, "'%}'");
                return isBreak ? new Statement.Break(at) : new Statement.Continue(at);
            case "else" or "elif" or "endif" or "endfor" or "endset" or "endmacro" or "endcall" or "endfilter" or "endwith" or "endgeneration": return null;
            default: throw at.Fault($"the statement '{_reader.Following.Text}' is not known.");
        }
    }

    private Statement.If ParseIf(Position at)
    {
        Open();
        _expressions.ConditionDepth++;
        try
        {
            return ParseBranches(at);
        }
        finally
        {
            _expressions.ConditionDepth--;
        }
    }

    private Statement.If ParseBranches(Position at)
    {
        var branches = new List<(Expression, IReadOnlyList<Statement>)>();
        while (true)
        {
            Expression condition = _expressions.ParseTuple();
            _reader.Expect(TokenKind.BlockEnd, "'%}'");
            branches.Add((condition, ParseBody()));
            string end = Close("elif", "else", "endif");
            if (end == "elif") continue;
            IReadOnlyList<Statement> otherwise = [];
            if (end == "else")
            {
                otherwise = ParseBlock("endif");
                return new Statement.If(branches, otherwise, at);
            }

            _reader.Expect(TokenKind.BlockEnd, "'%}'");
            return new Statement.If(branches, otherwise, at);
        }
    }

    private Statement.For ParseFor(Position at)
    {
        Open();
        Expression target = _expressions.ParseTarget(allowsAttribute: false);
        if (!_reader.TryName("in")) throw _reader.Unexpected("'in'");
        Expression iterable = ParseIterable();
        Expression? condition = _reader.TryName("if") ? _expressions.Parse() : null;
        bool recursive = _reader.TryName("recursive");
        _reader.Expect(TokenKind.BlockEnd, "'%}'");
        _loops++;
        IReadOnlyList<Statement> body = ParseBody();
        _loops--;
        if (Close("else", "endfor") == "else") return new Statement.For(target, iterable, condition, recursive, body, ParseBlock("endfor"), at);
        _reader.Expect(TokenKind.BlockEnd, "'%}'");
        return new Statement.For(target, iterable, condition, recursive, body, [], at);
    }

    /// <summary>A loop's <c>if</c> is its condition, not a conditional expression's.</summary>
    private Expression ParseIterable()
    {
        Expression first = _expressions.Parse(allowsConditional: false);
        if (!_reader.Current.IsOperator(",")) return first;
        var items = new List<Expression> { first };
        while (_reader.TryOperator(",")) items.Add(_expressions.Parse(allowsConditional: false));
        return new Expression.Sequence(items, IsTuple: true, first.At);
    }

    private Statement ParseSet(Position at)
    {
        Open();
        Expression target = _expressions.ParseTarget(allowsAttribute: true);
        if (_reader.TryOperator("="))
        {
            Expression value = _expressions.ParseTuple();
            _reader.Expect(TokenKind.BlockEnd, "'%}'");
            return new Statement.Set(target, value, at);
        }

        IReadOnlyList<Expression.Filter> filters = _reader.TryOperator("|") ? _expressions.ParseFilterChain() : [];
        return new Statement.SetBlock(target, filters, ParseBlock("endset"), at);
    }

    private Statement.Macro ParseMacro(Position at)
    {
        Open();
        string name = _reader.Expect(TokenKind.Name, "the macro's name").Text;
        List<(string, Expression?)> parameters = ParseParameters();
        return new Statement.Macro(name, parameters, ParseMacroBody("endmacro"), at);
    }

    private Statement.CallBlock ParseCall(Position at)
    {
        Open();
        List<(string, Expression?)> parameters = _reader.Current.IsOperator("(") ? ParseParameters() : [];
        if (_expressions.Parse() is not Expression.Call call) throw at.Fault("expected a call of a macro.");
        return new Statement.CallBlock(new Statement.Macro("caller", parameters, ParseMacroBody("endcall"), at), call, at);
    }

    private List<(string Name, Expression? Default)> ParseParameters()
    {
        _reader.ExpectOperator("(");
        var parameters = new List<(string, Expression?)>();
        while (!_reader.TryOperator(")"))
        {
            if (parameters.Count > 0) _reader.ExpectOperator(",");
            string name = _reader.Expect(TokenKind.Name, "a parameter").Text;
            parameters.Add((name, _reader.TryOperator("=") ? _expressions.Parse() : null));
        }

        return parameters;
    }

    private List<Statement> ParseMacroBody(string end)
    {
        int loops = _loops;
        _loops = 0;
        List<Statement> body = ParseBlock(end);
        _loops = loops;
        return body;
    }

    private Statement.FilterBlock ParseFilter(Position at)
    {
        Open();
        return new Statement.FilterBlock(_expressions.ParseFilterChain(), ParseBlock("endfilter"), at);
    }

    private Statement.With ParseWith(Position at)
    {
        Open();
        var assignments = new List<(Expression, Expression)>();
        while (_reader.Current.Kind != TokenKind.BlockEnd)
        {
            if (assignments.Count > 0) _reader.ExpectOperator(",");
            Token name = _reader.Expect(TokenKind.Name, "a name to assign to");
            _reader.ExpectOperator("=");
            assignments.Add((new Expression.Name(name.Text, name.At), _expressions.Parse()));
        }

        return new Statement.With(assignments, ParseBlock("endwith"), at);
    }

    private void Open()
    {
        _reader.Next();
        _reader.Next();
    }

    private string Close(params string[] names)
    {
        if (_reader.Current.Kind != TokenKind.BlockBegin || !names.Contains(_reader.Following.Text))
        {
            string expected = string.Join(" or ", names.Select(n => $"'{n}'"));
            if (_reader.Current.Kind == TokenKind.BlockBegin) _reader.Next();
            throw _reader.Unexpected(expected);
        }

        string name = _reader.Following.Text;
        Open();
        return name;
    }

    private List<Statement> ParseBlock(string end)
    {
        _reader.Expect(TokenKind.BlockEnd, "'%}'");
        List<Statement> body = ParseBody();
        Close(end);
        _reader.Expect(TokenKind.BlockEnd, "'%}'");
        return body;
    }
}
