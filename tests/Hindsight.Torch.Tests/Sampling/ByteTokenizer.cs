using System.Text.Json;
using Hindsight.Torch.Text;

namespace Hindsight.Torch.Tests.Sampling;

/// <summary>A tokenizer with one token for each byte, and ChatML with its two control tokens.</summary>
internal static class ByteTokenizer
{
    public const int Start = 256, End = 257, VocabularySize = 258;

    private const string Template =
        "{% for m in messages %}{{ '<|im_start|>' + m['role'] + '\n' + m['content'] + '<|im_end|>\n' }}{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}";

    /// <summary>Writes the tokenizer's files and loads them.</summary>
    public static ChatTokenizer Create()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("hindsight-byte-tokenizer-");
        try
        {
            Dictionary<string, int> vocabulary = Enumerable.Range(0, 256).ToDictionary(value => ByteLevel.ToCharacter((byte)value).ToString(), value => value);
            object Special(string content, int id) => new { id, content, special = true };
            File.WriteAllText(Path.Combine(folder.FullName, "tokenizer.json"), JsonSerializer.Serialize(new
            {
                added_tokens = new[] { Special("<|im_start|>", Start), Special("<|im_end|>", End) },
                pre_tokenizer = new { type = "ByteLevel", add_prefix_space = false, use_regex = false },
                model = new { type = "BPE", vocab = vocabulary, merges = Array.Empty<string>() },
            }));
            File.WriteAllText(Path.Combine(folder.FullName, "tokenizer_config.json"), JsonSerializer.Serialize(new { eos_token = "<|im_end|>", chat_template = Template }));
            return ChatTokenizer.Load(folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
