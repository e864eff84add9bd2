using System.Text.Json;
using Hindsight.Policies;
using Microsoft.SemanticKernel;

namespace Hindsight.SemanticKernel.Prompts;

/// <summary>One prompt: a Semantic Kernel template, either of messages or a piece of text.</summary>
/// <remarks>
/// Untrusted text never meets the template's parser: the template is rendered with a stand-in for each variable, parsed into messages, and only then the
/// stand-ins give way to the texts. So control characters, lone surrogates and white space at the ends, which XML cannot carry, arrive as they are.
/// </remarks>
internal sealed class PromptFile
{
    public const string TemplateName = "skprompt.txt";
    public const string ConfigurationName = "config.json";

    private static readonly Kernel NoServices = new();

    private readonly IPromptTemplate _template;

    private PromptFile(string name, PromptTemplateConfig configuration, IPromptTemplate template) => (Name, Configuration, _template) = (name, configuration, template);

    public string Name { get; }

    /// <summary>The template with its variables and execution settings. Not to be changed.</summary>
    public PromptTemplateConfig Configuration { get; }

    /// <summary>Reads and checks a prompt; what is wrong is added to the faults and <see langword="null"/> returned.</summary>
    public static PromptFile? Read(string name, string path, List<string> faults)
    {
        string configurationPath = Path.Combine(Path.GetDirectoryName(path)!, ConfigurationName);
        string place = path;
        try
        {
            PromptTemplateConfig configuration = new();
            if (File.Exists(configurationPath))
            {
                place = configurationPath;
                configuration = PromptTemplateConfig.FromJson(File.ReadAllText(configurationPath));
                place = path;
            }
            configuration.Name = name.Replace('/', '_');
            configuration.Template = File.ReadAllText(path);
            var file = new PromptFile(name, configuration, new KernelPromptTemplateFactory().Create(configuration));
            if (file.Fault() is not { } fault)
                return file;
            faults.Add($"{path}: {fault}");
        }
        catch (Exception error) when (error is JsonException or KernelException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            faults.Add($"{place}: {error.Message}");
        }
        return null;
    }

    public async Task<IReadOnlyList<ChatMessage>> RenderAsync(IReadOnlyDictionary<string, string> variables, CancellationToken cancellationToken)
    {
        variables = Complete(variables);
        string rendered = await RenderStandInsAsync(variables, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<ChatMessage> messages = await PromptCapture.ParseAsync(rendered, cancellationToken).ConfigureAwait(false);
        return [.. messages.Select(m => m with { Content = StandIns.Replace(m.Content, variables) })];
    }

    public async Task<string> RenderTextAsync(IReadOnlyDictionary<string, string> variables, CancellationToken cancellationToken)
    {
        variables = Complete(variables);
        string rendered = await RenderStandInsAsync(variables, cancellationToken).ConfigureAwait(false);
        return StandIns.Replace(rendered.TrimEnd('\r', '\n'), variables);
    }

    private async Task<string> RenderStandInsAsync(IReadOnlyDictionary<string, string> variables, CancellationToken cancellationToken)
    {
        try
        {
            return await _template.RenderAsync(NoServices, StandIns.For(variables.Keys), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            // A function that it calls, for example: there are none, which shows only here.
            throw new PromptException([$"The prompt {Name} cannot be rendered: {error.Message}"]);
        }
    }

    /// <summary>What Semantic Kernel would let pass: text outside messages or broken tags (then the whole prompt would be sent as one message), and unsafe switches.</summary>
    private string? Fault()
    {
        string template = Configuration.Template;
        if (string.IsNullOrWhiteSpace(template))
            return "the prompt is empty.";
        if (Configuration.AllowDangerouslySetContent || Configuration.InputVariables.Any(v => v.AllowDangerouslySetContent))
            return "allow_dangerously_set_content is refused: text from outside could pass for the prompt's own.";
        return MessageTemplate.HasTags(template) ? MessageTemplate.Fault(template) : null;
    }

    /// <summary>The values with the defaults of those left out: the template's own renderer does not fill them in.</summary>
    private Dictionary<string, string> Complete(IReadOnlyDictionary<string, string> variables)
    {
        var complete = new Dictionary<string, string>(variables);
        foreach (InputVariable variable in Configuration.InputVariables.Where(v => v.Default is not null))
            complete.TryAdd(variable.Name, variable.Default!.ToString()!);
        string[] missing = [.. Configuration.InputVariables.Select(v => v.Name).Where(n => !complete.ContainsKey(n))];
        string[] unknown = [.. variables.Keys.Where(k => Configuration.InputVariables.All(v => v.Name != k))];
        if (missing.Length > 0)
            throw new PromptException([$"The prompt {Name} needs a value for {string.Join(", ", missing)}."]);
        if (unknown.Length > 0)
            throw new PromptException([$"The prompt {Name} has no variable {string.Join(", ", unknown)}."]);
        return complete;
    }
}
