namespace Hindsight.Torch.Text;

/// <summary>The files that make up a tokenizer, ready to be written into another folder.</summary>
internal sealed class TokenizerFiles
{
    private static readonly string[] Names =
        ["tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "added_tokens.json", "vocab.json", "merges.txt", "chat_template.jinja"];

    private readonly IReadOnlyList<(string Name, Action<string> Write)> _files;

    private TokenizerFiles(IReadOnlyList<(string, Action<string>)> files) => _files = files;

    /// <summary>The files that lie in a folder, as they are now: the folder may be gone when they are written.</summary>
    public static TokenizerFiles FromFolder(string folder) => new([.. Names.Select(n => Path.Combine(folder, n)).Where(File.Exists).Select(Kept)]);

    /// <summary>The files of a tokenizer that has none, made from what is known of it.</summary>
    public static TokenizerFiles FromDefinition(TokenizerDefinition definition, string? begin, string? end, string? pad, string? chatTemplate) => new(
    [
        ("tokenizer.json", target => TokenizerWriter.WriteTokenizer(target, definition)),
        ("tokenizer_config.json", target => TokenizerWriter.WriteConfig(target, begin, end, pad, chatTemplate)),
    ]);

    /// <summary>Writes them.</summary>
    public void WriteTo(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach ((string name, Action<string> write) in _files) write(Path.Combine(folder, name));
    }

    private static (string Name, Action<string> Write) Kept(string path)
    {
        byte[] content = File.ReadAllBytes(path);
        return (Path.GetFileName(path), target => File.WriteAllBytes(target, content));
    }
}
