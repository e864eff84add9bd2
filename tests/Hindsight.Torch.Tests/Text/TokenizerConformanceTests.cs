using System.IO.Compression;
using System.Text.Json;
using Hindsight.Testing;
using Hindsight.Torch.Text;
using Xunit.Abstractions;

namespace Hindsight.Torch.Tests.Text;

/// <summary>Ids by the reference implementations over published vocabularies, where the corpus is there: it does not come with the repository.</summary>
public sealed class TokenizerConformanceTests(ITestOutputHelper output) : IDisposable
{
    private static readonly string Folder = ReferenceData.FolderOf("tokenizers");
    private readonly string _temp = Directory.CreateTempSubdirectory("hindsight-").FullName;

    public void Dispose() => Directory.Delete(_temp, recursive: true);

    [DataFact("tokenizers")]
    public void Encode_Qwen_GivesTheReferencesIds()
    {
        string json = Path.Combine(_temp, "tokenizer.json");
        using (var packed = new GZipStream(File.OpenRead(Path.Combine(Folder, "qwen", "qwen2_5_tokenizer.json.gz")), CompressionMode.Decompress))
        using (FileStream unpacked = File.Create(json)) packed.CopyTo(unpacked);
        TokenizerDefinition definition = TokenizerJson.Read(json);
        Check(definition, "qwen2_5");

        string again = Path.Combine(_temp, "again.json");
        TokenizerWriter.WriteTokenizer(again, definition);
        Check(TokenizerJson.Read(again), "qwen2_5");
    }

    [DataFact("tokenizers")]
    public void Encode_Gpt2_GivesTheReferencesIds()
    {
        using JsonDocument vocabulary = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, "gpt2", "vocab.json")));
        Check(new TokenizerDefinition
        {
            Vocabulary = vocabulary.RootElement.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetInt32()),
            Merges = [.. File.ReadLines(Path.Combine(Folder, "gpt2", "merges.txt")).Where(l => l.Contains(' ') && !l.StartsWith("#version")).Select(l => (l.Split(' ')[0], l.Split(' ')[1]))],
            AddedTokens = [],
            Splits = [RegexSplit.Gpt2],
        }, "gpt2");
    }

    private void Check(TokenizerDefinition definition, string name)
    {
        var tokenizer = new Tokenizer(definition);
        int count = 0;
        foreach (string line in File.ReadLines(Path.Combine(Folder, "reference_ids.jsonl")))
        {
            using JsonDocument document = JsonDocument.Parse(line);
            if (!document.RootElement.TryGetProperty(name, out JsonElement ids) || ids.ValueKind != JsonValueKind.Array) continue;
            string text = document.RootElement.GetProperty("text").GetString()!;
            int[] found = tokenizer.Encode(text, trusted: true);
            found.Should().Equal(ids.EnumerateArray().Select(i => i.GetInt32()), document.RootElement.GetProperty("src").GetString());
            tokenizer.Decode(found, keepSpecials: true).Should().Be(definition.Composes ? text.Normalize() : text);
            count++;
        }

        output.WriteLine($"{name}: {count} texts.");
        count.Should().BeGreaterThan(100);
    }
}
