using System.Text.Json;
using Hindsight.Torch.Checkpoints;

namespace Hindsight.Torch.Text;

/// <summary>Reads the tokenizer and the chat template of a Hugging Face folder.</summary>
internal static class HuggingFaceTokenizer
{
    /// <summary>Loads <c>tokenizer.json</c>, <c>tokenizer_config.json</c> and <c>chat_template.jinja</c>.</summary>
    /// <param name="folder">Where they are.</param>
    /// <param name="modelFolder">Where the model's configuration is, which names the end tokens; <see langword="null"/>: the same folder.</param>
    /// <exception cref="ModelFileException">A file is missing or broken.</exception>
    public static ChatTokenizer Load(string folder, string? modelFolder = null)
    {
        var tokenizer = new Tokenizer(TokenizerJson.Read(Path.Combine(folder, "tokenizer.json")));
        string configPath = Path.Combine(folder, "tokenizer_config.json");
        JsonElement config = JsonFile.ReadIfThere(configPath) ?? default;
        string? begin = Spelling(config, "bos_token"), end = Spelling(config, "eos_token");
        List<int> endTokens = [.. EndTokens.Read(modelFolder ?? folder)];
        if (end is not null)
        {
            int id = tokenizer.FindToken(end) ?? throw new ModelFileException(configPath, $"eos_token is '{end}', which is no token of tokenizer.json.");
            if (!endTokens.Contains(id)) endTokens.Add(id);
        }

        return new ChatTokenizer(folder, tokenizer, ReadTemplate(folder, configPath, config, begin, end), endTokens, TokenizerFiles.FromFolder(folder));
    }

    private static ChatTemplate? ReadTemplate(string folder, string configPath, JsonElement config, string? begin, string? end)
    {
        string file = Path.Combine(folder, "chat_template.jinja");
        (string path, string? source) = File.Exists(file) ? (file, File.ReadAllText(file)) : (configPath, Source(config));
        return source is null ? null : ParseTemplate(source, begin, end, path);
    }

    /// <summary>A template that was read from a file.</summary>
    /// <exception cref="ModelFileException">It breaks the grammar.</exception>
    public static ChatTemplate ParseTemplate(string source, string? begin, string? end, string path)
    {
        try
        {
            return new ChatTemplate(source, begin, end);
        }
        catch (ChatTemplateException e)
        {
            throw new ModelFileException(path, e.Message, e);
        }
    }

    /// <summary>One template, or the one named <c>default</c> of a list.</summary>
    private static string? Source(JsonElement config) => config.Find("chat_template") is not { ValueKind: JsonValueKind.Array } list
        ? config.FindText("chat_template")
        : list.EnumerateArray().FirstOrDefault(t => t.FindText("name") == "default").FindText("template");

    /// <summary>A token, spelled as a text or as the <c>content</c> of an object.</summary>
    private static string? Spelling(JsonElement config, string name) => config.FindText(name) ?? config.Find(name)?.FindText("content");
}
