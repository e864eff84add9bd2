namespace Hindsight.Torch.Text.Jinja;

/// <summary>Jinja's tests: what stands after <c>is</c>.</summary>
internal static class Tests
{
    private static readonly Dictionary<string, Func<object?, Arguments, bool>> All = new(StringComparer.Ordinal)
    {
        ["defined"] = (v, _) => v is not Undefined,
        ["undefined"] = (v, _) => v is Undefined,
        ["none"] = (v, _) => v is null,
        ["true"] = (v, _) => v is true,
        ["false"] = (v, _) => v is false,
        ["boolean"] = (v, _) => v is bool,
        ["integer"] = (v, _) => v is long,
        ["float"] = (v, _) => v is double,
        ["number"] = (v, _) => Values.IsNumber(v),
        ["string"] = (v, _) => v is TracedText,
        ["mapping"] = (v, _) => v is JinjaMap,
        ["sequence"] = (v, _) => v is TracedText or JinjaList or JinjaMap,
        ["iterable"] = (v, _) => v is TracedText or JinjaList or JinjaMap or JinjaGenerator or Undefined,
        ["callable"] = (v, _) => v is JinjaFunction or LoopState { Recurse: not null },
        ["odd"] = (v, _) => (Values.ToInteger(v) & 1) == 1,
        ["even"] = (v, _) => (Values.ToInteger(v) & 1) == 0,
        ["divisibleby"] = (v, a) => Values.ToInteger(v) % (Values.ToInteger(a.Require(0, "num")) is not 0 and var n ? n : throw new JinjaFault("division by zero.")) == 0,
        ["lower"] = (v, _) => PythonText.Print(v).Text is var t && t.Any(char.IsLower) && !t.Any(char.IsUpper),
        ["upper"] = (v, _) => PythonText.Print(v).Text is var t && t.Any(char.IsUpper) && !t.Any(char.IsLower),
        ["sameas"] = (v, a) => a.Require(0, "other") is var other && (v is null or bool ? Equals(v, other) : ReferenceEquals(v, other)),
        ["in"] = (v, a) => Values.Contains(a.Require(0, "seq"), v),
        ["filter"] = (v, _) => Filters.Contains(Values.RequireText(v).Text),
        ["test"] = (v, _) => Contains(Values.RequireText(v).Text),
        ["equalto"] = (v, a) => Values.AreEqual(v, a.Require(0, "other")),
        ["eq"] = (v, a) => Values.AreEqual(v, a.Require(0, "other")),
        ["=="] = (v, a) => Values.AreEqual(v, a.Require(0, "other")),
        ["ne"] = (v, a) => !Values.AreEqual(v, a.Require(0, "other")),
        ["!="] = (v, a) => !Values.AreEqual(v, a.Require(0, "other")),
        ["lt"] = (v, a) => Values.Compare(v, a.Require(0, "other")) < 0,
        ["lessthan"] = (v, a) => Values.Compare(v, a.Require(0, "other")) < 0,
        ["le"] = (v, a) => Values.Compare(v, a.Require(0, "other")) <= 0,
        ["gt"] = (v, a) => Values.Compare(v, a.Require(0, "other")) > 0,
        ["greaterthan"] = (v, a) => Values.Compare(v, a.Require(0, "other")) > 0,
        ["ge"] = (v, a) => Values.Compare(v, a.Require(0, "other")) >= 0,
    };

    /// <summary>Whether a test of that name is known.</summary>
    public static bool Contains(string name) => All.ContainsKey(name);

    /// <summary>Runs a test.</summary>
    public static bool Run(string name, object? value, Arguments arguments) =>
        All.TryGetValue(name, out Func<object?, Arguments, bool>? test) ? test(value, arguments) : throw new JinjaFault($"the test '{name}' is not known.");
}
