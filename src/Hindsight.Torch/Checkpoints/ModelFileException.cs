namespace Hindsight.Torch.Checkpoints;

/// <summary>A model's file cannot be used: every fault found in it, each naming the tensor, key or line, what was found and what was expected.</summary>
public sealed class ModelFileException : Exception
{
    /// <summary>Several faults of one file or folder.</summary>
    public ModelFileException(string path, IReadOnlyList<string> faults, Exception? inner = null)
        : base(Describe(path, faults), inner)
    {
        Path = path;
        Faults = faults;
    }

    /// <summary>One fault.</summary>
    public ModelFileException(string path, string fault, Exception? inner = null)
        : this(path, [fault], inner)
    {
    }

    /// <summary>The file or folder.</summary>
    public string Path { get; }

    /// <summary>What is wrong with it; at least one.</summary>
    public IReadOnlyList<string> Faults { get; }

    private static string Describe(string path, IReadOnlyList<string> faults)
    {
        const int Shown = 40;
        if (faults.Count == 1) return $"'{path}': {faults[0]}";
        string rest = faults.Count > Shown ? $"\n  - and {faults.Count - Shown} more" : "";
        return $"'{path}' has {faults.Count} faults:\n" + string.Join('\n', faults.Take(Shown).Select(f => "  - " + f)) + rest;
    }
}
