namespace Hindsight.Torch.Text.Jinja;

/// <summary>A node of a template that has a value.</summary>
internal abstract record Expression(Position At)
{
    /// <summary>A constant; text is the template's own.</summary>
    public sealed record Literal(object? Value, Position At) : Expression(At);

    /// <summary>A variable.</summary>
    public sealed record Name(string Identifier, Position At) : Expression(At);

    /// <summary><c>[a, b]</c> or <c>(a, b)</c>.</summary>
    public sealed record Sequence(IReadOnlyList<Expression> Items, bool IsTuple, Position At) : Expression(At);

    /// <summary><c>{a: b}</c></summary>
    public sealed record Mapping(IReadOnlyList<(Expression Key, Expression Value)> Entries, Position At) : Expression(At);

    /// <summary><c>-a</c> or <c>+a</c>.</summary>
    public sealed record Sign(bool Negates, Expression Operand, Position At) : Expression(At);

    /// <summary><c>not a</c></summary>
    public sealed record Not(Expression Operand, Position At) : Expression(At);

    /// <summary>Arithmetic: <c>+ - * / // % **</c>.</summary>
    public sealed record Arithmetic(string Operator, Expression Left, Expression Right, Position At) : Expression(At);

    /// <summary><c>a and b</c>, <c>a or b</c>; the value is one of the two.</summary>
    public sealed record Logical(bool IsAnd, Expression Left, Expression Right, Position At) : Expression(At);

    /// <summary>Comparisons, chained as in Python: <c>a &lt; b &lt;= c</c>, <c>in</c>, <c>not in</c>.</summary>
    public sealed record Comparison(Expression First, IReadOnlyList<(string Operator, Expression Operand)> Others, Position At) : Expression(At);

    /// <summary><c>a ~ b</c></summary>
    public sealed record Concatenation(IReadOnlyList<Expression> Parts, Position At) : Expression(At);

    /// <summary><c>a if b else c</c></summary>
    public sealed record Conditional(Expression Condition, Expression Then, Expression? Else, Position At) : Expression(At);

    /// <summary><c>a.b</c></summary>
    public sealed record Attribute(Expression Target, string Member, Position At) : Expression(At);

    /// <summary><c>a[b]</c></summary>
    public sealed record Item(Expression Target, Expression Key, Position At) : Expression(At);

    /// <summary><c>a[b:c:d]</c></summary>
    public sealed record Slice(Expression Target, Expression? Start, Expression? Stop, Expression? Step, Position At) : Expression(At);

    /// <summary><c>a(b, c=d)</c></summary>
    public sealed record Call(Expression Callee, ArgumentList Arguments, Position At) : Expression(At);

    /// <summary><c>a | name(b)</c>; without a target inside of a filter block.</summary>
    public sealed record Filter(Expression? Target, string Identifier, ArgumentList Arguments, Position At) : Expression(At);

    /// <summary><c>a is name(b)</c>, <c>a is not name(b)</c></summary>
    public sealed record Test(Expression Target, string Identifier, ArgumentList Arguments, bool IsNegated, Position At) : Expression(At);
}
