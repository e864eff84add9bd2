using Hindsight.Documents;

namespace Hindsight.Suites;

/// <summary>What a prompt is called in a suite: a text, or a number as its digits.</summary>
internal static class SuiteKey
{
    /// <summary>The key, or <see langword="null"/>: there is none, or it is neither (with a fault).</summary>
    public static string? Read(Node? value, Faults faults)
    {
        if (value is null) return null;
        if (value.Kind is NodeKind.Text or NodeKind.Number && !string.IsNullOrWhiteSpace(value.Scalar)) return value.Scalar;
        faults.Expected(value, "a text or a number as the key");
        return null;
    }
}
