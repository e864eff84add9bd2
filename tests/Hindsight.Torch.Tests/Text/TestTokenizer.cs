using System.Text.Json;
using Hindsight.Torch.Text;

namespace Hindsight.Torch.Tests.Text;

/// <summary>A small tokenizer in a temporary folder: ChatML tokens, trained on a few words.</summary>
internal sealed class TestTokenizer : IDisposable
{
    public const string ChatMl = "{% for m in messages %}{{ '<|im_start|>' + m['role'] + '\n' + m['content'] + '<|im_end|>' + '\n' }}{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}";

    public TestTokenizer(string template = ChatMl)
    {
        Folder = Directory.CreateTempSubdirectory("hindsight-").FullName;
        BpeTrainer.Train(Enumerable.Repeat("The parcel is late. system user assistant Käse", 3), new BpeTrainerOptions
        {
            VocabularySize = 320, SpecialTokens = ["<|im_start|>", "<|im_end|>"], EndToken = "<|im_end|>", BeginToken = "<|im_start|>", ChatTemplate = template,
        }, Folder);
    }

    public string Folder { get; }

    public ChatTokenizer Load() => ChatTokenizer.Load(Folder);

    /// <summary>Changes tokenizer.json.</summary>
    public void Edit(Func<string, string> change, string file = "tokenizer.json")
    {
        string path = Path.Combine(Folder, file);
        File.WriteAllText(path, change(File.ReadAllText(path)));
    }

    /// <summary>Sets a member of tokenizer_config.json.</summary>
    public void Configure(string name, object value) => Edit(json =>
    {
        Dictionary<string, object> members = JsonSerializer.Deserialize<Dictionary<string, object>>(json)!;
        members[name] = value;
        return JsonSerializer.Serialize(members);
    }, "tokenizer_config.json");

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
