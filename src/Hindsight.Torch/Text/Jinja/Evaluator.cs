using System.Runtime.CompilerServices;

namespace Hindsight.Torch.Text.Jinja;

/// <summary>Computes expressions. A template is untrusted: the number of steps is bounded, and making something long counts for many.</summary>
internal sealed class Evaluator
{
    private const long StepLimit = 2_000_000;
    private const int ItemsPerStep = 64;
    private long _steps;

    /// <summary>The value of an expression.</summary>
    /// <exception cref="ChatTemplateException">It has none.</exception>
    public object? Evaluate(Expression expression, Scope scope)
    {
        Step(expression.At);
        try
        {
            object? value = Compute(expression, scope);
            if (value is TracedText text) Step(expression.At, text.Length / ItemsPerStep);
            else if (value is JinjaList list) Step(expression.At, list.Items.Count / ItemsPerStep);
            return value;
        }
        catch (JinjaFault fault)
        {
            throw expression.At.Fault(fault.Message, fault);
        }
    }

    /// <summary>Counts steps.</summary>
    public void Step(Position at, int count = 1)
    {
        if ((_steps += count) > StepLimit) throw at.Fault($"the template takes more than {StepLimit} steps.");
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack()) throw at.Fault("the template is nested too deeply.");
    }

    /// <summary>A filter over a value.</summary>
    public object? Filter(Expression.Filter filter, object? value, Scope scope)
    {
        try
        {
            return Filters.Run(filter.Identifier, value, Evaluate(filter.Arguments, scope));
        }
        catch (JinjaFault fault)
        {
            throw filter.At.Fault($"{filter.Identifier}: {fault.Message}", fault);
        }
    }

    /// <summary>The values of arguments.</summary>
    public Arguments Evaluate(ArgumentList arguments, Scope scope)
    {
        if (arguments.IsEmpty) return Arguments.None;
        var positional = new List<object?>(arguments.Positional.Count);
        var named = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (Expression argument in arguments.Positional) positional.Add(Evaluate(argument, scope));
        if (arguments.PositionalRest is { } rest) positional.AddRange(Values.Enumerate(Evaluate(rest, scope)));
        foreach ((string name, Expression value) in arguments.Named) named[name] = Evaluate(value, scope);
        if (arguments.NamedRest is not { } namedRest) return new Arguments(positional, named);
        if (Evaluate(namedRest, scope) is not JinjaMap map) throw new JinjaFault("what stands after '**' is no dict.");
        foreach ((object? name, object? value) in map.Entries) named[Values.RequireText(name).Text] = value;
        return new Arguments(positional, named);
    }

    private object? Compute(Expression expression, Scope scope)
    {
        switch (expression)
        {
            case Expression.Literal literal: return literal.Value;
            case Expression.Name name: return scope.TryGet(name.Identifier, out object? variable) ? variable : new Undefined($"'{name.Identifier}'");
            case Expression.Sequence sequence: return new JinjaList([.. sequence.Items.Select(i => Evaluate(i, scope))], sequence.IsTuple);
            case Expression.Mapping mapping:
                var map = new JinjaMap();
                foreach ((Expression key, Expression value) in mapping.Entries) map.Set(Evaluate(key, scope), Evaluate(value, scope));
                return map;
            case Expression.Sign sign:
                object? number = Evaluate(sign.Operand, scope);
                return sign.Negates ? Arithmetic.Negate(number) : number is bool ? Values.ToInteger(number) : Values.IsNumber(number) ? number : Values.ToDouble(number);
            case Expression.Not not: return !Values.IsTrue(Evaluate(not.Operand, scope));
            case Expression.Arithmetic arithmetic: return Arithmetic.Compute(arithmetic.Operator, Evaluate(arithmetic.Left, scope), Evaluate(arithmetic.Right, scope));
            case Expression.Logical logical:
                object? left = Evaluate(logical.Left, scope);
                return Values.IsTrue(left) == logical.IsAnd ? Evaluate(logical.Right, scope) : left;
            case Expression.Comparison comparison: return Compare(comparison, scope);
            case Expression.Concatenation concatenation: return TracedText.Concat([.. concatenation.Parts.Select(p => PythonText.Print(Evaluate(p, scope)))]);
            case Expression.Conditional conditional:
                return Values.IsTrue(Evaluate(conditional.Condition, scope)) ? Evaluate(conditional.Then, scope)
                    : conditional.Else is null ? new Undefined("the missing 'else'") : Evaluate(conditional.Else, scope);
            case Expression.Attribute attribute: return Named(Members.Attribute(Evaluate(attribute.Target, scope), attribute.Member), attribute);
            case Expression.Item item: return Members.Item(Evaluate(item.Target, scope), Evaluate(item.Key, scope));
            case Expression.Slice slice:
                return Members.Slice(Evaluate(slice.Target, scope), Optional(slice.Start), Optional(slice.Stop), Optional(slice.Step));
            case Expression.Call call: return Call(Evaluate(call.Callee, scope), Evaluate(call.Arguments, scope));
            case Expression.Filter filter: return Filter(filter, Evaluate(filter.Target!, scope), scope);
            case Expression.Test test: return Tests.Run(test.Identifier, Evaluate(test.Target, scope), Evaluate(test.Arguments, scope)) != test.IsNegated;
            default: throw new InvalidOperationException($"{expression.GetType().Name} is no expression.");
        }

        object? Optional(Expression? bound) => bound is null ? null : Evaluate(bound, scope);
    }

    private bool Compare(Expression.Comparison comparison, Scope scope)
    {
        object? left = Evaluate(comparison.First, scope);
        foreach ((string symbol, Expression operand) in comparison.Others)
        {
            object? right = Evaluate(operand, scope);
            bool holds = symbol switch
            {
                "==" => Values.AreEqual(left, right),
                "!=" => !Values.AreEqual(left, right),
                "in" => Values.Contains(right, left),
                "not in" => !Values.Contains(right, left),
                "<" => Values.Compare(left, right) < 0,
                "<=" => Values.Compare(left, right) <= 0,
                ">" => Values.Compare(left, right) > 0,
                _ => Values.Compare(left, right) >= 0,
            };
            if (!holds) return false;
            left = right;
        }

        return true;
    }

    private static object? Call(object? callee, Arguments arguments) => callee switch
    {
        JinjaFunction function => function(arguments),
        LoopState { Recurse: { } recurse } => recurse(arguments),
        Undefined undefined => throw undefined.Fault(),
        _ => throw new JinjaFault($"a {Values.TypeName(callee)} cannot be called."),
    };

    /// <summary>An undefined attribute of a variable is best named by both.</summary>
    private static object? Named(object? value, Expression.Attribute attribute) =>
        value is Undefined && attribute.Target is Expression.Name name ? new Undefined($"'{name.Identifier}.{attribute.Member}'") : value;
}
