namespace Hindsight.Torch.Text.Jinja;

/// <summary>Carries out a template's statements.</summary>
internal sealed class Renderer
{
    private readonly Evaluator _evaluator = new();
    private List<TracedText> _output = [];
    private long _length;
    private Flow _flow;

    private enum Flow
    {
        Next,
        Break,
        Continue,
    }

    /// <summary>What a template prints.</summary>
    public TracedText Render(IReadOnlyList<Statement> template, Scope scope)
    {
        Run(template, scope);
        return TracedText.Concat(_output);
    }

    private void Run(IReadOnlyList<Statement> body, Scope scope)
    {
        foreach (Statement statement in body)
        {
            Run(statement, scope);
            if (_flow != Flow.Next) return;
        }
    }

    private void Run(Statement statement, Scope scope)
    {
        _evaluator.Step(statement.At);
        switch (statement)
        {
            case Statement.Text text: Print(text.Value, text.At); break;
            case Statement.Output output: Print(PythonText.Print(_evaluator.Evaluate(output.Value, scope)), output.At); break;
            case Statement.If choice: RunIf(choice, scope); break;
            case Statement.For loop: RunFor(loop, scope, 0, null); break;
            case Statement.Set set: Assign(set.Target, _evaluator.Evaluate(set.Value, scope), scope); break;
            case Statement.SetBlock block: Assign(block.Target, Filter(Capture(block.Body, new Scope(scope)), block.Filters, scope), scope); break;
            case Statement.FilterBlock block: Print(PythonText.Print(Filter(Capture(block.Body, new Scope(scope)), block.Filters, scope)), block.At); break;
            case Statement.Macro macro: scope.Set(macro.Name, MakeMacro(macro, scope)); break;
            case Statement.CallBlock call: RunCall(call, scope); break;
            case Statement.With with:
                var inner = new Scope(scope);
                foreach ((Expression target, Expression value) in with.Assignments) Assign(target, _evaluator.Evaluate(value, scope), inner);
                Run(with.Body, with.Assignments.Count > 0 ? inner : scope);
                break;
            case Statement.Break: _flow = Flow.Break; break;
            case Statement.Continue: _flow = Flow.Continue; break;
            default: throw new InvalidOperationException($"{statement.GetType().Name} is no statement.");
        }
    }

    private void Print(TracedText text, Position at)
    {
        if ((_length += text.Length) > Arithmetic.LengthLimit) throw at.Fault($"the template prints more than {Arithmetic.LengthLimit} characters.");
        if (text.Length > 0) _output.Add(text);
    }

    private TracedText Capture(IReadOnlyList<Statement> body, Scope scope)
    {
        List<TracedText> outer = _output;
        _output = [];
        try
        {
            Run(body, scope);
            return TracedText.Concat(_output);
        }
        finally
        {
            _output = outer;
        }
    }

    private object? Filter(object? value, IReadOnlyList<Expression.Filter> filters, Scope scope) =>
        filters.Aggregate(value, (current, filter) => _evaluator.Filter(filter, current, scope));

    private void RunIf(Statement.If choice, Scope scope)
    {
        foreach ((Expression condition, IReadOnlyList<Statement> body) in choice.Branches)
        {
            if (!Values.IsTrue(_evaluator.Evaluate(condition, scope))) continue;
            Run(body, scope);
            return;
        }

        Run(choice.Else, scope);
    }

    private void RunFor(Statement.For loop, Scope scope, int depth, object? recursedInto)
    {
        IReadOnlyList<object?> items = Items(loop, recursedInto ?? _evaluator.Evaluate(loop.Iterable, scope), scope);
        JinjaFunction? recurse = !loop.IsRecursive ? null : arguments =>
        {
            object? deeper = arguments.Require(0, "iterable");
            List<TracedText> outer = _output;
            _output = [];
            try
            {
                RunFor(loop, scope, depth + 1, deeper);
                return TracedText.Concat(_output);
            }
            finally
            {
                _output = outer;
            }
        };
        var state = new LoopState(items, depth, recurse);
        for (int i = 0; i < items.Count; i++)
        {
            _evaluator.Step(loop.At);
            state.Index = i;
            var inner = new Scope(scope);
            inner.Set("loop", state);
            Assign(loop.Target, items[i], inner);
            Run(loop.Body, inner);
            bool broken = _flow == Flow.Break;
            _flow = Flow.Next;
            if (broken) break;
        }

        if (items.Count == 0) Run(loop.Else, new Scope(scope));
    }

    private IReadOnlyList<object?> Items(Statement.For loop, object? value, Scope scope)
    {
        IReadOnlyList<object?> items;
        try
        {
            items = Values.Enumerate(value);
        }
        catch (JinjaFault fault)
        {
            throw loop.Iterable.At.Fault(fault.Message, fault);
        }

        if (loop.Condition is null) return items;
        return [.. items.Where(item =>
        {
            var inner = new Scope(scope);
            Assign(loop.Target, item, inner);
            return Values.IsTrue(_evaluator.Evaluate(loop.Condition, inner));
        })];
    }

    private static void Assign(Expression target, object? value, Scope scope)
    {
        switch (target)
        {
            case Expression.Name name:
                scope.Set(name.Identifier, value);
                break;
            case Expression.Attribute { Target: Expression.Name holder } attribute:
                if (!scope.TryGet(holder.Identifier, out object? found) || found is not JinjaNamespace space) throw attribute.At.Fault($"'{holder.Identifier}' is no namespace; only a namespace's attributes can be set.");
                space.Members[attribute.Member] = value;
                break;
            case Expression.Sequence tuple:
                IReadOnlyList<object?> parts = value is JinjaList or JinjaMap or TracedText ? Values.Enumerate(value) : throw tuple.At.Fault($"a {Values.TypeName(value)} cannot be taken apart.");
                if (parts.Count != tuple.Items.Count) throw tuple.At.Fault($"{parts.Count} values for {tuple.Items.Count} names.");
                for (int i = 0; i < parts.Count; i++) Assign(tuple.Items[i], parts[i], scope);
                break;
            default: throw target.At.Fault("this cannot be assigned to.");
        }
    }

    private JinjaFunction MakeMacro(Statement.Macro macro, Scope scope) => arguments =>
    {
        _evaluator.Step(macro.At);
        var inner = new Scope(scope);
        if (arguments.Positional.Count > macro.Parameters.Count) throw new JinjaFault($"'{macro.Name}' takes {macro.Parameters.Count} arguments, not {arguments.Positional.Count}.");
        for (int i = 0; i < macro.Parameters.Count; i++)
        {
            (string name, Expression? otherwise) = macro.Parameters[i];
            inner.Set(name, i < arguments.Positional.Count ? arguments.Positional[i]
                : arguments.Named.TryGetValue(name, out object? named) ? named
                : otherwise is not null ? _evaluator.Evaluate(otherwise, inner)
                : new Undefined($"the parameter '{name}'"));
        }

        foreach ((string name, object? value) in arguments.Named)
        {
            if (name == "caller") inner.Set(name, value);
            else if (macro.Parameters.All(p => p.Name != name)) throw new JinjaFault($"'{macro.Name}' has no parameter '{name}'.");
        }

        return Capture(macro.Body, inner);
    };

    private void RunCall(Statement.CallBlock block, Scope scope)
    {
        var named = new List<(string, Expression)>(block.Call.Arguments.Named)
        {
            ("caller", new Expression.Literal(MakeMacro(block.Caller, scope), block.At)),
        };
        Expression.Call call = block.Call with { Arguments = block.Call.Arguments with { Named = named } };
        Print(PythonText.Print(_evaluator.Evaluate(call, scope)), block.At);
    }
}
