using System.Text.Json;
using Hindsight.Rubrics;
using Hindsight.SemanticKernel.Judging;
using Hindsight.SemanticKernel.Prompts;
using Microsoft.SemanticKernel;

namespace Hindsight.SemanticKernel.Grading;

/// <summary>The prompt function with which a judge is asked: the rubric's own template, or <c>prompts/Judge/GradeCriteria</c>.</summary>
internal sealed class JudgePrompt
{
    /// <summary>The variable that holds the reply's schema where the endpoint is not told it, and nothing otherwise.</summary>
    public const string ReplySchema = "reply_schema";

    private const string Standard = "Judge/GradeCriteria";
    private const string EndOfMessage = "</message";

    private readonly PromptTemplateConfig _configuration;

    private JudgePrompt(PromptTemplateConfig configuration)
    {
        _configuration = configuration;
        Function = KernelFunctionFactory.CreateFromPrompt(configuration);
    }

    public KernelFunction Function { get; }

    public IReadOnlyDictionary<string, PromptExecutionSettings> Settings => _configuration.ExecutionSettings;

    /// <summary>What of it reaches a judge besides the variables' values: the template, and the settings with which that judge is asked. Neither names nor descriptions.</summary>
    public IReadOnlyList<string> IdentityFor(string judge) => [_configuration.TemplateFormat, _configuration.Template, JsonSerializer.Serialize(JudgeCallSettings.Chosen(Settings, judge))];

    public static JudgePrompt Of(PromptLibrary prompts) => new(prompts.Find(Standard).Configuration);

    /// <summary>The prompt of a rubric with a template of its own.</summary>
    /// <exception cref="RubricException">The template or its settings cannot be used; all faults.</exception>
    public static JudgePrompt Of(Rubric rubric, PromptLibrary prompts)
    {
        List<string> faults = [];
        var configuration = new PromptTemplateConfig { Name = "Judge_" + new string([.. rubric.Name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_')]), Template = WithSchema(rubric.Template!) };
        foreach (RubricVariable variable in rubric.InputVariables)
            configuration.InputVariables.Add(new InputVariable { Name = variable.Name, Description = variable.Description, Default = variable.Default, IsRequired = variable.IsRequired });
        if (MessageTemplate.Fault(rubric.Template!) is { } fault)
            faults.Add($"rubric '{rubric.Name}', template: {fault}");
        try
        {
            configuration.ExecutionSettings = new(rubric.ExecutionSettings is { } json ? JudgeCallSettings.Parse(json) : prompts.Find(Standard).Configuration.ExecutionSettings);
            // Creating the template adds the variables that it uses and does not declare.
            new KernelPromptTemplateFactory().Create(configuration);
            if (configuration.InputVariables.All(v => v.Name != "answer"))
                faults.Add($"rubric '{rubric.Name}', template: it does not use {{{{$answer}}}}; expected it where the answer is to stand.");
        }
        catch (Exception error) when (error is JsonException or KernelException or ArgumentException)
        {
            faults.Add($"rubric '{rubric.Name}', template: {error.Message}");
        }
        return faults.Count == 0 ? new JudgePrompt(configuration) : throw new RubricException(faults);
    }

    /// <summary>A template that does not say where the schema stands has it at the end of its first message.</summary>
    private static string WithSchema(string template) =>
        template.Contains("$" + ReplySchema, StringComparison.Ordinal) || template.IndexOf(EndOfMessage, StringComparison.Ordinal) is not (>= 0 and var end)
            ? template : template.Insert(end, $"{{{{${ReplySchema}}}}}");

    /// <summary>The arguments, or the names of variables that have no value. Semantic Kernel would render those as nothing.</summary>
    /// <param name="own">The values that the grader gives; they win over the task's variables.</param>
    /// <param name="task">The task's variables.</param>
    /// <param name="missing">The names without a value.</param>
    public KernelArguments Arguments(IReadOnlyDictionary<string, string> own, IReadOnlyDictionary<string, string> task, out IReadOnlyList<string> missing)
    {
        var arguments = new KernelArguments();
        List<string> names = [];
        foreach (InputVariable variable in _configuration.InputVariables)
        {
            if (own.TryGetValue(variable.Name, out string? value) || task.TryGetValue(variable.Name, out value))
                arguments[variable.Name] = UntrustedText.Printable(value);
            else if (variable.Default is not null)
                arguments[variable.Name] = variable.Default.ToString();
            else
                names.Add(variable.Name);
        }
        missing = names;
        return arguments;
    }
}
