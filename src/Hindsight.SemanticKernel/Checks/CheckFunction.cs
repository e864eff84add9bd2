using System.Text.Json;
using Hindsight.Grading;
using Microsoft.SemanticKernel;

namespace Hindsight.SemanticKernel.Checks;

/// <summary>A check as a kernel function.</summary>
internal static class CheckFunction
{
    /// <summary>The parameter that takes the text to check.</summary>
    public const string Answer = "answer";

    private static readonly CheckParameter AnswerParameter = new() { Name = Answer, Type = CheckParameterType.Text, Description = "The text to check, whole and unchanged." };

    public static KernelFunction Create(ICheck check, bool quoting) => KernelFunctionFactory.CreateFromMethod((KernelArguments arguments) => Invoke(check, arguments, quoting), new KernelFunctionFromMethodOptions
    {
        FunctionName = CheckPlugin.FunctionName(check.Id),
        Description = check.Description,
        Parameters =
        [
            Parameter(AnswerParameter),
            .. check.Parameters.Select(Parameter),
        ],
        ReturnParameter = new KernelReturnParameterMetadata { Description = "The verdict (met, unmet or unknown), the reason, and how far from met where it can be measured.", ParameterType = typeof(CheckResult) },
    });

    private static CheckResult Invoke(ICheck check, KernelArguments given, bool quoting)
    {
        Dictionary<string, JsonElement> arguments = new(StringComparer.Ordinal);
        // What else a kernel hands over, such as a prompt's other variables, is not the check's.
        foreach (CheckParameter parameter in check.Parameters)
        {
            if (given.TryGetValue(parameter.Name, out object? value) && value is not null && CheckArgument.Read(value, parameter.Type) is { ValueKind: not JsonValueKind.Null } element)
                arguments.Add(parameter.Name, element);
        }
        List<string> faults = [.. check.Validate(arguments)];
        string? answer = given.TryGetValue(Answer, out object? text) ? text as string ?? (text is JsonElement { ValueKind: JsonValueKind.String } json ? json.GetString() : null) : null;
        if (answer is null)
            faults.Insert(0, $"'{Answer}' is missing: expected the text to check.");
        if (faults.Count > 0)
            return new CheckResult("unknown", quoting ? $"The arguments are faulty. {string.Join(' ', faults)}" : Expected(check));
        CheckOutcome outcome = check.Evaluate(answer!, arguments);
        return new CheckResult(outcome.Kind.ToString().ToLowerInvariant(), quoting ? outcome.Reason : null, outcome.Degree);
    }

    private static string Expected(ICheck check) => $"The arguments are faulty; expected {string.Join(", ", check.Parameters.Select(p => p.Name).Prepend(Answer))} as the function's parameters say.";

    private static KernelParameterMetadata Parameter(CheckParameter parameter) => new(parameter.Name)
    {
        Description = parameter.Description,
        IsRequired = parameter.Required,
        DefaultValue = parameter.Default is { } value ? value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText() : null,
        ParameterType = parameter.Type switch
        {
            CheckParameterType.Integer => typeof(int),
            CheckParameterType.Number => typeof(double),
            CheckParameterType.Boolean => typeof(bool),
            CheckParameterType.TextList => typeof(IReadOnlyList<string>),
            _ => typeof(string),
        },
        Schema = KernelJsonSchema.Parse(CheckParameterSchema.Of(parameter)),
    };
}
