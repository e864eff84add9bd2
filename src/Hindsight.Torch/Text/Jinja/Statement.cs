namespace Hindsight.Torch.Text.Jinja;

/// <summary>A node of a template that does something.</summary>
internal abstract record Statement(Position At)
{
    /// <summary>Text as it stands.</summary>
    public sealed record Text(TracedText Value, Position At) : Statement(At);

    /// <summary><c>{{ a }}</c></summary>
    public sealed record Output(Expression Value, Position At) : Statement(At);

    /// <summary><c>{% if %}…{% elif %}…{% else %}…{% endif %}</c></summary>
    public sealed record If(IReadOnlyList<(Expression Condition, IReadOnlyList<Statement> Body)> Branches, IReadOnlyList<Statement> Else, Position At) : Statement(At);

    /// <summary><c>{% for a, b in c if d recursive %}…{% else %}…{% endfor %}</c></summary>
    public sealed record For(
        Expression Target, Expression Iterable, Expression? Condition, bool IsRecursive, IReadOnlyList<Statement> Body, IReadOnlyList<Statement> Else, Position At) : Statement(At);

    /// <summary><c>{% set a = b %}</c></summary>
    public sealed record Set(Expression Target, Expression Value, Position At) : Statement(At);

    /// <summary><c>{% set a | filter %}…{% endset %}</c></summary>
    public sealed record SetBlock(Expression Target, IReadOnlyList<Expression.Filter> Filters, IReadOnlyList<Statement> Body, Position At) : Statement(At);

    /// <summary><c>{% macro a(b, c=d) %}…{% endmacro %}</c></summary>
    public sealed record Macro(string Name, IReadOnlyList<(string Name, Expression? Default)> Parameters, IReadOnlyList<Statement> Body, Position At) : Statement(At);

    /// <summary><c>{% call(b) a() %}…{% endcall %}</c></summary>
    public sealed record CallBlock(Macro Caller, Expression.Call Call, Position At) : Statement(At);

    /// <summary><c>{% filter a | b %}…{% endfilter %}</c></summary>
    public sealed record FilterBlock(IReadOnlyList<Expression.Filter> Filters, IReadOnlyList<Statement> Body, Position At) : Statement(At);

    /// <summary><c>{% with a = b %}…{% endwith %}</c>; without assignments, Hugging Face's <c>{% generation %}</c>.</summary>
    public sealed record With(IReadOnlyList<(Expression Target, Expression Value)> Assignments, IReadOnlyList<Statement> Body, Position At) : Statement(At);

    /// <summary><c>{% break %}</c></summary>
    public sealed record Break(Position At) : Statement(At);

    /// <summary><c>{% continue %}</c></summary>
    public sealed record Continue(Position At) : Statement(At);
}
