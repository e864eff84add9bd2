using System.Text.Json;
using System.Text.RegularExpressions;
using Hindsight.Rubrics;
using Hindsight.SemanticKernel.Judging;
using Hindsight.SemanticKernel.Prompts;
using Microsoft.SemanticKernel;

namespace Hindsight.SemanticKernel.Grading;

/// <summary>The prompt function with which a judge is asked: the rubric's own template, or <c>prompts/Judge/GradeCriteria</c>.</summary>
internal sealed partial class JudgePrompt
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

    /// <exception cref="PromptException">The prompt cannot be used; all faults.</exception>
    public static JudgePrompt Of(PromptLibrary prompts)
    {
        PromptTemplateConfig file = prompts.Find(Standard).Configuration;
        var configuration = new PromptTemplateConfig { Name = file.Name, Template = WithOwnWords(file.Template), InputVariables = [.. file.InputVariables], ExecutionSettings = file.ExecutionSettings };
        string[] faults = [.. Faults(configuration)];
        return faults.Length == 0 ? new JudgePrompt(configuration) : throw new PromptException([.. faults.Select(f => $"prompt {Standard}: {f}")]);
    }

    /// <summary>The prompt of a rubric with a template of its own.</summary>
    /// <exception cref="RubricException">The template or its settings cannot be used; all faults.</exception>
    public static JudgePrompt Of(Rubric rubric, PromptLibrary prompts)
    {
        List<string> faults = [];
        var configuration = new PromptTemplateConfig { Name = "Judge_" + new string([.. rubric.Name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_')]), Template = WithOwnWords(rubric.Template!) };
        foreach (RubricVariable variable in rubric.InputVariables)
            configuration.InputVariables.Add(new InputVariable { Name = variable.Name, Description = variable.Description, Default = variable.Default, IsRequired = variable.IsRequired });
        if (MessageTemplate.Fault(rubric.Template!) is { } fault)
            faults.Add(fault);
        try
        {
            configuration.ExecutionSettings = new(rubric.ExecutionSettings is { } json ? JudgeCallSettings.Parse(json) : prompts.Find(Standard).Configuration.ExecutionSettings);
            faults.AddRange(Faults(configuration));
        }
        catch (Exception error) when (error is JsonException or KernelException or ArgumentException)
        {
            faults.Add(error.Message);
        }
        return faults.Count == 0 ? new JudgePrompt(configuration) : throw new RubricException([.. faults.Select(f => $"rubric '{rubric.Name}', template: {f}")]);
    }

    /// <summary>What would keep an answer from being judged, or let it out of its fence.</summary>
    private static IEnumerable<string> Faults(PromptTemplateConfig configuration)
    {
        // Creating the template adds the variables that it uses and does not declare.
        new KernelPromptTemplateFactory().Create(configuration);
        if (configuration.InputVariables.All(v => v.Name != "answer"))
            yield return "it does not use {{$answer}}; expected it where the answer is to stand.";
        if (configuration.InputVariables.Any(v => v.Name == "fence"))
            yield return $"it uses {{{{$fence}}}}, but a text comes with its fence; expected {{{{${Fence.Notice}}}}} where the fence is to be explained.";
        if (FunctionCall().IsMatch(configuration.Template))
            yield return "it calls a function, whose result would stand outside of the fence; expected variables only.";
    }

    /// <summary>A template that does not say where they stand has the notice and the schema at the end of its first message.</summary>
    private static string WithOwnWords(string template)
    {
        if (template.IndexOf(EndOfMessage, StringComparison.Ordinal) is not (>= 0 and var end))
            return template;
        string notice = Uses(template, Fence.Notice) ? "" : $"\n\n{{{{${Fence.Notice}}}}}", schema = Uses(template, ReplySchema) ? "" : $"{{{{${ReplySchema}}}}}";
        return template.Insert(end, notice + schema);
    }

    private static bool Uses(string template, string variable) => Variable().Matches(template).Any(match => match.Groups[1].Value == variable);

    /// <summary>The arguments. Semantic Kernel would render a variable without a value as nothing.</summary>
    /// <param name="values">The values: texts from outside in their fences, and the grader's own words.</param>
    /// <param name="missing">The names of variables that have neither a value nor a default.</param>
    public KernelArguments Arguments(IReadOnlyDictionary<string, string> values, out IReadOnlyList<string> missing)
    {
        var arguments = new KernelArguments();
        List<string> names = [];
        foreach (InputVariable variable in _configuration.InputVariables)
        {
            if (values.TryGetValue(variable.Name, out string? value))
                arguments[variable.Name] = UntrustedText.Printable(value);
            else if (variable.Default is not null)
                arguments[variable.Name] = variable.Default.ToString();
            else
                names.Add(variable.Name);
        }
        missing = names;
        return arguments;
    }

    [GeneratedRegex(@"\{\{\s*\$(\w+)\s*\}\}")]
    private static partial Regex Variable();

    // Neither a variable nor a text in quotation marks.
    [GeneratedRegex(@"\{\{\s*[^\s$""'}]")]
    private static partial Regex FunctionCall();
}
