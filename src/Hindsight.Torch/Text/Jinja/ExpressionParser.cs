using System.Globalization;
using System.Runtime.CompilerServices;

namespace Hindsight.Torch.Text.Jinja;

/// <summary>Parses expressions with Jinja's precedences, the loosest binding first.</summary>
internal sealed class ExpressionParser(TokenReader reader)
{
    private static readonly string[] Comparisons = ["==", "!=", "<", "<=", ">", ">="];

    /// <summary>How many conditions stand around what is parsed. Inside of one an unknown filter or test is a fault only when it is reached, as in Jinja: templates probe for them.</summary>
    public int ConditionDepth { get; set; }

    /// <summary>An expression; <c>a, b</c> is a tuple.</summary>
    public Expression ParseTuple()
    {
        Position at = reader.Current.At;
        Expression first = Parse();
        if (!reader.Current.IsOperator(",")) return first;
        var items = new List<Expression> { first };
        while (reader.TryOperator(","))
        {
            if (EndsTuple()) break;
            items.Add(Parse());
        }

        return new Expression.Sequence(items, IsTuple: true, at);
    }

    /// <summary>An expression.</summary>
    public Expression Parse(bool allowsConditional = true)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack()) throw reader.Current.At.Fault("the expression is nested too deeply.");
        Expression value = ParseOr();
        while (allowsConditional && reader.Current.IsName("if"))
        {
            Position at = reader.Next().At;
            Expression condition = ParseOr();
            Expression? otherwise = reader.TryName("else") ? Parse() : null;
            value = new Expression.Conditional(condition, value, otherwise, at);
        }

        return value;
    }

    /// <summary>What is assigned to: a name, an attribute of one, or a tuple of names.</summary>
    public Expression ParseTarget(bool allowsAttribute)
    {
        Position at = reader.Current.At;
        var targets = new List<Expression>();
        bool isTuple = false;
        do
        {
            if (isTuple && EndsTuple()) break;
            bool inParentheses = reader.TryOperator("(");
            Token name = reader.Expect(TokenKind.Name, "a name to assign to");
            Expression target = new Expression.Name(name.Text, name.At);
            if (inParentheses)
            {
                var inner = new List<Expression> { target };
                while (reader.TryOperator(","))
                {
                    Token more = reader.Expect(TokenKind.Name, "a name to assign to");
                    inner.Add(new Expression.Name(more.Text, more.At));
                }

                reader.ExpectOperator(")");
                target = new Expression.Sequence(inner, IsTuple: true, name.At);
            }
            else if (allowsAttribute && reader.TryOperator("."))
            {
                Token member = reader.Expect(TokenKind.Name, "an attribute");
                target = new Expression.Attribute(target, member.Text, name.At);
            }

            targets.Add(target);
            if (reader.Current.IsOperator(",")) isTuple = true;
        }
        while (reader.TryOperator(","));
        return isTuple ? new Expression.Sequence(targets, IsTuple: true, at) : targets[0];
    }

    /// <summary>The filters of a block: <c>a | b(c)</c>.</summary>
    public IReadOnlyList<Expression.Filter> ParseFilterChain()
    {
        var filters = new List<Expression.Filter>();
        do filters.Add(ParseFilter(null));
        while (reader.TryOperator("|"));
        return filters;
    }

    /// <summary>The arguments in parentheses of a call.</summary>
    public ArgumentList ParseArguments()
    {
        reader.ExpectOperator("(");
        var positional = new List<Expression>();
        var named = new List<(string, Expression)>();
        Expression? positionalRest = null, namedRest = null;
        for (bool first = true; !reader.TryOperator(")"); first = false)
        {
            if (!first)
            {
                reader.ExpectOperator(",");
                if (reader.TryOperator(")")) break;
            }

            if (positionalRest is null && namedRest is null && reader.TryOperator("*")) positionalRest = Parse();
            else if (namedRest is null && reader.TryOperator("**")) namedRest = Parse();
            else if (reader.Current.Kind == TokenKind.Name && reader.Following.IsOperator("="))
            {
                string name = reader.Next().Text;
                reader.Next();
                named.Add((name, Parse()));
            }
            else if (named.Count > 0 || positionalRest is not null || namedRest is not null)
            {
                throw reader.Unexpected("a named argument");
            }
            else
            {
                positional.Add(Parse());
            }
        }

        return new ArgumentList(positional, named, positionalRest, namedRest);
    }

    private bool EndsTuple() =>
        reader.Current.Kind is TokenKind.OutputEnd or TokenKind.BlockEnd || reader.Current.IsOperator(")") || reader.Current.IsOperator("=") || reader.Current.IsName("in");

    private Expression ParseOr()
    {
        Expression left = ParseAnd();
        while (reader.Current.IsName("or")) left = new Expression.Logical(IsAnd: false, left, After(ParseAnd), left.At);
        return left;
    }

    private Expression ParseAnd()
    {
        Expression left = ParseNot();
        while (reader.Current.IsName("and")) left = new Expression.Logical(IsAnd: true, left, After(ParseNot), left.At);
        return left;
    }

    private Expression ParseNot()
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack()) throw reader.Current.At.Fault("the expression is nested too deeply.");
        if (!reader.Current.IsName("not")) return ParseComparison();
        Position at = reader.Next().At;
        return new Expression.Not(ParseNot(), at);
    }

    private Expression ParseComparison()
    {
        Expression first = ParseSum();
        var others = new List<(string, Expression)>();
        while (true)
        {
            Token token = reader.Current;
            if (token.Kind == TokenKind.Operator && Array.IndexOf(Comparisons, token.Text) >= 0)
            {
                others.Add((token.Text, After(ParseSum)));
            }
            else if (token.IsName("in"))
            {
                others.Add(("in", After(ParseSum)));
            }
            else if (token.IsName("not") && reader.Following.IsName("in"))
            {
                reader.Next();
                others.Add(("not in", After(ParseSum)));
            }
            else
            {
                return others.Count == 0 ? first : new Expression.Comparison(first, others, first.At);
            }
        }
    }

    private Expression ParseSum() => ParseArithmetic(ParseConcatenation, "+", "-");

    private Expression ParseConcatenation()
    {
        Expression first = ParseProduct();
        if (!reader.Current.IsOperator("~")) return first;
        var parts = new List<Expression> { first };
        while (reader.TryOperator("~")) parts.Add(ParseProduct());
        return new Expression.Concatenation(parts, first.At);
    }

    private Expression ParseProduct() => ParseArithmetic(ParsePower, "*", "/", "//", "%");

    private Expression ParsePower() => ParseArithmetic(() => ParseUnary(), "**");

    private Expression ParseArithmetic(Func<Expression> parseOperand, params ReadOnlySpan<string> operators)
    {
        Expression left = parseOperand();
        while (reader.Current.Kind == TokenKind.Operator && operators.Contains(reader.Current.Text))
        {
            Token token = reader.Next();
            left = new Expression.Arithmetic(token.Text, left, parseOperand(), token.At);
        }

        return left;
    }

    private Expression ParseUnary(bool withFilters = true)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack()) throw reader.Current.At.Fault("the expression is nested too deeply.");
        Token token = reader.Current;
        Expression value;
        if (reader.TryOperator("-")) value = new Expression.Sign(Negates: true, ParseUnary(withFilters: false), token.At);
        else if (reader.TryOperator("+")) value = new Expression.Sign(Negates: false, ParseUnary(withFilters: false), token.At);
        else value = ParsePrimary();
        value = ParsePostfix(value);
        return withFilters ? ParseFiltersAndTests(value) : value;
    }

    private Expression ParsePrimary()
    {
        Token token = reader.Next();
        switch (token.Kind)
        {
            case TokenKind.Name:
                return token.Text switch
                {
                    "true" or "True" => new Expression.Literal(true, token.At),
                    "false" or "False" => new Expression.Literal(false, token.At),
                    "none" or "None" => new Expression.Literal(null, token.At),
                    _ => new Expression.Name(token.Text, token.At),
                };
            case TokenKind.String:
                string text = token.Text;
                while (reader.Current.Kind == TokenKind.String) text += reader.Next().Text;
                return new Expression.Literal(new TracedText(text, TracedText.Template), token.At);
            case TokenKind.Integer:
                return new Expression.Literal(long.Parse(token.Text, CultureInfo.InvariantCulture), token.At);
            case TokenKind.Float:
                return new Expression.Literal(double.Parse(token.Text, CultureInfo.InvariantCulture), token.At);
            case TokenKind.Operator when token.Text == "(":
                if (reader.TryOperator(")")) return new Expression.Sequence([], IsTuple: true, token.At);
                Expression inner = ParseTuple();
                reader.ExpectOperator(")");
                return inner;
            case TokenKind.Operator when token.Text == "[":
                return ParseList(token.At);
            case TokenKind.Operator when token.Text == "{":
                return ParseMapping(token.At);
            default:
                throw token.At.Fault($"found {token.Description}; expected an expression.");
        }
    }

    private Expression.Sequence ParseList(Position at)
    {
        var items = new List<Expression>();
        while (!reader.TryOperator("]"))
        {
            if (items.Count > 0)
            {
                reader.ExpectOperator(",");
                if (reader.TryOperator("]")) break;
            }

            items.Add(Parse());
        }

        return new Expression.Sequence(items, IsTuple: false, at);
    }

    private Expression.Mapping ParseMapping(Position at)
    {
        var entries = new List<(Expression, Expression)>();
        while (!reader.TryOperator("}"))
        {
            if (entries.Count > 0)
            {
                reader.ExpectOperator(",");
                if (reader.TryOperator("}")) break;
            }

            Expression key = Parse();
            reader.ExpectOperator(":");
            entries.Add((key, Parse()));
        }

        return new Expression.Mapping(entries, at);
    }

    private Expression ParsePostfix(Expression value)
    {
        while (true)
        {
            Token token = reader.Current;
            if (reader.TryOperator("."))
            {
                Token member = reader.Next();
                value = member.Kind switch
                {
                    TokenKind.Name => new Expression.Attribute(value, member.Text, member.At),
                    TokenKind.Integer => new Expression.Item(value, new Expression.Literal(long.Parse(member.Text, CultureInfo.InvariantCulture), member.At), member.At),
                    _ => throw member.At.Fault($"found {member.Description}; expected an attribute."),
                };
            }
            else if (reader.TryOperator("["))
            {
                value = ParseSubscript(value, token.At);
            }
            else if (token.IsOperator("("))
            {
                value = new Expression.Call(value, ParseArguments(), token.At);
            }
            else
            {
                return value;
            }
        }
    }

    private Expression ParseSubscript(Expression target, Position at)
    {
        Expression? start = reader.Current.IsOperator(":") ? null : ParseTuple();
        if (reader.TryOperator("]")) return new Expression.Item(target, start!, at);
        reader.ExpectOperator(":");
        Expression? stop = reader.Current.IsOperator(":") || reader.Current.IsOperator("]") ? null : Parse();
        Expression? step = reader.TryOperator(":") && !reader.Current.IsOperator("]") ? Parse() : null;
        reader.ExpectOperator("]");
        return new Expression.Slice(target, start, stop, step, at);
    }

    private Expression ParseFiltersAndTests(Expression value)
    {
        while (true)
        {
            Token token = reader.Current;
            if (reader.TryOperator("|")) value = ParsePostfix(ParseFilter(value));
            else if (reader.TryName("is")) value = ParseTest(value);
            else if (token.IsOperator("(")) value = new Expression.Call(value, ParseArguments(), token.At);
            else return value;
        }
    }

    private Expression.Filter ParseFilter(Expression? target)
    {
        Token name = reader.Expect(TokenKind.Name, "a filter");
        string identifier = name.Text;
        while (reader.TryOperator(".")) identifier += "." + reader.Expect(TokenKind.Name, "a filter").Text;
        if (ConditionDepth == 0 && !Filters.Contains(identifier)) throw name.At.Fault($"the filter '{identifier}' is not known.");
        ArgumentList arguments = reader.Current.IsOperator("(") ? ParseArguments() : ArgumentList.None;
        return new Expression.Filter(target, identifier, arguments, name.At);
    }

    private Expression.Test ParseTest(Expression target)
    {
        bool negated = reader.TryName("not");
        Token name = reader.Expect(TokenKind.Name, "a test");
        if (ConditionDepth == 0 && !Tests.Contains(name.Text)) throw name.At.Fault($"the test '{name.Text}' is not known.");
        Token token = reader.Current;
        ArgumentList arguments = ArgumentList.None;
        if (token.IsOperator("("))
        {
            arguments = ParseArguments();
        }
        else if (token.Kind is TokenKind.String or TokenKind.Integer or TokenKind.Float || token.IsOperator("[") || token.IsOperator("{")
            || (token.Kind == TokenKind.Name && token.Text is not ("else" or "or" or "and" or "is" or "if" or "not" or "in")))
        {
            arguments = new ArgumentList([ParsePostfix(ParsePrimary())], []);
        }

        return new Expression.Test(target, name.Text, arguments, negated, name.At);
    }

    private Expression After(Func<Expression> parse)
    {
        reader.Next();
        return parse();
    }
}
