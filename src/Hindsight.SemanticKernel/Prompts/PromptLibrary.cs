using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Hindsight.Policies;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hindsight.SemanticKernel.Prompts;

/// <summary>The prompts of the agents: Semantic Kernel prompt files <c>AGENT/FUNCTION/skprompt.txt</c> with <c>config.json</c> below one folder, read once.</summary>
/// <remarks>Rendering needs no Kernel and no services; a library may be used from many threads.</remarks>
public sealed partial class PromptLibrary
{
    private const string FolderName = "prompts";

    private readonly Dictionary<string, PromptFile> _files;

    private PromptLibrary(string folder, Dictionary<string, PromptFile> files, string hash) => (Folder, _files, Hash) = (folder, files, hash);

    /// <summary>The folder, as an absolute path.</summary>
    public string Folder { get; }

    /// <summary>A hash of every prompt file's path and content: SHA-256, lower-case hexadecimal. It says with which words a run was made.</summary>
    public string Hash { get; }

    /// <summary>The names of the prompts, <c>AGENT/FUNCTION</c>, in ordinal order.</summary>
    public IEnumerable<string> Names => _files.Keys.Order(StringComparer.Ordinal);

    /// <summary>
    /// Where the prompts are: in the configured folder; else in <c>prompts</c> of the working folder, where any prompt in it has the name of one of ours; else in <c>prompts</c> beside the program. So an app's own
    /// prompts are not taken for the agents', and a folder that was meant for the agents is used with all its faults.
    /// </summary>
    /// <param name="configured">The configured folder; empty: none.</param>
    /// <param name="workingFolder">The folder that relative paths count from.</param>
    /// <param name="programFolder">The folder of the program, with the prompts that come with it.</param>
    /// <param name="logger">Is told at the level Debug of a folder that is left aside.</param>
    public static string FolderOf(string configured, string workingFolder, string programFolder, ILogger? logger = null)
    {
        ArgumentNullException.ThrowIfNull(configured);
        if (configured.Length > 0)
            return Path.GetFullPath(configured, workingFolder);
        string local = Path.Combine(workingFolder, FolderName), own = Path.Combine(programFolder, FolderName);
        if (!Directory.Exists(local))
            return own;
        if (!Directory.Exists(own) || FilesOf(own).Any(path => File.Exists(Path.Combine(local, Path.GetRelativePath(own, path)))))
            return local;
        LogLeftAside(logger ?? NullLogger.Instance, local, own);
        return own;
    }

    /// <summary>Reads and checks all prompts below a folder.</summary>
    /// <exception cref="PromptException">The folder is missing or empty, or prompts in it are faulty; all faults are named.</exception>
    public static PromptLibrary Load(string folder)
    {
        folder = Path.GetFullPath(folder);
        if (!Directory.Exists(folder))
            throw new PromptException([$"{folder}: there is no such folder; expected the prompts of the agents."]);
        Dictionary<string, PromptFile> files = [];
        List<string> faults = [];
        string[] paths = [.. FilesOf(folder).Order(StringComparer.Ordinal)];
        foreach (string path in paths)
        {
            string name = Path.GetRelativePath(folder, Path.GetDirectoryName(path)!).Replace(Path.DirectorySeparatorChar, '/');
            if (PromptFile.Read(name, path, faults) is { } file)
                files.Add(name, file);
        }
        if (paths.Length == 0)
            faults.Add($"{folder}: there is no prompt; expected files AGENT/FUNCTION/{PromptFile.TemplateName}.");
        return faults.Count == 0 ? new PromptLibrary(folder, files, HashOf(folder)) : throw new PromptException(faults);
    }

    /// <summary>Renders a prompt that consists of messages.</summary>
    /// <param name="name">The prompt's name, <c>AGENT/FUNCTION</c>.</param>
    /// <param name="variables">Values for the template's variables; one that is left out has its default. Any text is allowed and arrives character for character.</param>
    /// <param name="cancellationToken">Ends the rendering.</param>
    /// <returns>The messages in order, their roles as the template names them.</returns>
    /// <exception cref="PromptException">There is no such prompt, a variable of it that has no default has no value, a value is for no variable of it, or it cannot be rendered.</exception>
    public Task<IReadOnlyList<ChatMessage>> RenderAsync(string name, IReadOnlyDictionary<string, string> variables, CancellationToken cancellationToken = default) =>
        Find(name).RenderAsync(variables, cancellationToken);

    /// <summary>Renders a prompt that is a piece of text without messages, its final line end left out.</summary>
    /// <inheritdoc cref="RenderAsync" path="/param"/>
    /// <inheritdoc cref="RenderAsync" path="/exception"/>
    public Task<string> RenderTextAsync(string name, IReadOnlyDictionary<string, string> variables, CancellationToken cancellationToken = default) =>
        Find(name).RenderTextAsync(variables, cancellationToken);

    /// <summary>The prompt of a name.</summary>
    /// <exception cref="PromptException">There is no such prompt.</exception>
    internal PromptFile Find(string name) => _files.TryGetValue(name, out PromptFile? file)
        ? file : throw new PromptException([$"{Path.Combine(Folder, name, PromptFile.TemplateName)}: there is no such prompt."]);

    /// <summary>The prompt of a name that is given these variables and no others.</summary>
    /// <exception cref="PromptException">There is no such prompt, or it has other variables.</exception>
    internal PromptFile Find(string name, IReadOnlyCollection<string> given)
    {
        PromptFile file = Find(name);
        string[] faults =
        [
            .. given.Except(file.Configuration.InputVariables.Select(v => v.Name)).Select(v => $"found no variable '{v}'"),
            .. file.Configuration.InputVariables.Where(v => v.Default is null).Select(v => v.Name).Except(given).Select(v => $"found the variable '{v}'"),
        ];
        return faults.Length == 0 ? file : throw new PromptException(
            [$"{Path.Combine(Folder, name, PromptFile.TemplateName)}: {string.Join(", ", faults)}; expected {string.Join(", ", given)}."]);
    }

    private static IEnumerable<string> FilesOf(string folder) => Directory.EnumerateFiles(folder, PromptFile.TemplateName, SearchOption.AllDirectories);

    private static string HashOf(string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(p => Path.GetFileName(p) is PromptFile.TemplateName or PromptFile.ConfigurationName).Order(StringComparer.Ordinal))
        {
            byte[] content = File.ReadAllBytes(path);
            string relative = Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/');
            hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{relative}\n{content.Length}\n")));
            hash.AppendData(content);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    [LoggerMessage(EventId = 4401, Level = LogLevel.Debug, Message = "{Local} holds none of the agents' prompts; those in {Own} are used")]
    private static partial void LogLeftAside(ILogger logger, string local, string own);
}
