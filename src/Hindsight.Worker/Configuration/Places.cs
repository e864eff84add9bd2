using Hindsight.SemanticKernel.Prompts;
using Microsoft.Extensions.Logging;

namespace Hindsight.Worker.Configuration;

/// <summary>The two folders that files are looked for in.</summary>
/// <param name="WorkingFolder">The folder that the program was started in: relative paths count from it.</param>
/// <param name="ProgramFolder">The folder of the executable, with the files that come with it.</param>
internal sealed record Places(string WorkingFolder, string ProgramFolder)
{
    /// <summary>Those of this process.</summary>
    public static Places Current => new(Environment.CurrentDirectory, AppContext.BaseDirectory);

    /// <summary>A configured folder, else the named folder where it lies in the working folder, else the one beside the executable.</summary>
    public string Folder(string configured, string name)
    {
        if (configured.Length > 0) return Path.GetFullPath(configured, WorkingFolder);
        string local = Path.Combine(WorkingFolder, name);
        return Directory.Exists(local) ? local : Path.Combine(ProgramFolder, name);
    }

    /// <summary>The folder of the agents' prompts (<see cref="PromptLibrary.FolderOf"/>).</summary>
    public string Prompts(string configured, ILogger? logger = null) => PromptLibrary.FolderOf(configured, WorkingFolder, ProgramFolder, logger);

    /// <summary>An absolute path.</summary>
    public string Absolute(string path) => Path.GetFullPath(path, WorkingFolder);
}
