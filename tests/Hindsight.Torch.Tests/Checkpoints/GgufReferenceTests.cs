using System.Text.Json;
using Hindsight.Policies;
using Hindsight.Testing;
using Hindsight.Torch.Checkpoints;
using Hindsight.Torch.Models;
using Hindsight.Torch.Text;
using TorchSharp;
using Xunit.Abstractions;
using static TorchSharp.torch;

namespace Hindsight.Torch.Tests.Checkpoints;

public sealed class GgufReferenceTests(ITestOutputHelper output)
{
    private static readonly string Set = References.FolderOf("gguf");

    [ReferenceFact("gguf", required: false, Files = "quant_blocks.json")]
    public void Dequantise_EveryType_GivesTheReferencesValuesExactly()
    {
        using DisposeScope scope = NewDisposeScope();
        JsonElement types = JsonFile.Read(Path.Combine(Set, "quant_blocks.json")).GetProperty("types");
        SafeTensorsFile blocks = SafeTensorsFile.Open(Path.Combine(Set, "quant_blocks.safetensors"));
        int supported = 0;
        foreach (JsonProperty type in types.EnumerateObject())
        {
            if (!GgufType.All.TryGetValue(type.Value.GetProperty("type_id").GetInt32(), out GgufType? decoder))
            {
                output.WriteLine($"{type.Name}: unsupported type.");
                continue;
            }

            supported++;
            float[] expected = blocks.Read($"{type.Name}.values").data<float>().ToArray(), values = new float[expected.Length];
            decoder.Dequantise(blocks.Read($"{type.Name}.bytes").bytes, values);
            values.Should().Equal(expected, type.Name);
        }

        if (References.IsDefault) supported.Should().BeGreaterThanOrEqualTo(8);
    }

    [ReferenceFact("gguf", required: false, Files = "*.gguf")]
    public void Forward_EveryFile_AgreesInLogitsAndGreedyIds()
    {
        var described = new List<string>();
        foreach (string description in Directory.GetFiles(Set, "*reference.json").Where(f => !f.EndsWith("tokenizer_reference.json", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            JsonElement root = JsonFile.Read(description);
            SafeTensorsFile reference = SafeTensorsFile.Open(Path.ChangeExtension(description, ".safetensors"));
            foreach (JsonProperty file in root.GetProperty("files").EnumerateObject())
            {
                described.Add(file.Value.GetProperty("file").GetString()!);
                if (root.GetProperty("architecture").GetString() != "llama") output.WriteLine($"{file.Name}: unsupported architecture.");
                else Compare(Path.Combine(Set, described[^1]), file, reference, root.GetProperty("tolerance").GetProperty("logits_absolute").GetSingle());
            }
        }

        Directory.EnumerateFiles(Set, "*.gguf").Select(Path.GetFileName).Should().BeSubsetOf(described, "every file is compared with something");
    }

    [ReferenceFact("gguf", required: false, Files = "*.gguf")]
    public void Encode_EverySample_GivesTheReferencesIds()
    {
        foreach (string reference in Directory.GetFiles(Set, "*tokenizer_reference.json"))
        {
            // The family without a prefix is llama.
            string name = Path.GetFileName(reference), family = name.StartsWith("tokenizer", StringComparison.Ordinal) ? "llama" : name[..name.IndexOf('-')];
            foreach (string model in Directory.GetFiles(Set, $"{family}-*.gguf")) CompareTokenizer(ChatTokenizer.Load(model), JsonFile.Read(reference));
        }
    }

    [ReferenceFact("gguf", required: false, Files = "llama-tokenizer.json")]
    public void Encode_TheSameVocabularyAsTokenizerJson_GivesTheReferencesIds()
    {
        var tokenizer = new Tokenizer(TokenizerJson.Read(Path.Combine(Set, "llama-tokenizer.json")));
        foreach (JsonElement sample in JsonFile.Read(Path.Combine(Set, "tokenizer_reference.json")).GetProperty("samples").EnumerateArray())
            tokenizer.Encode(sample.GetProperty("text").GetString()!, trusted: true).Should().Equal(Ints(sample.GetProperty("ids")));
    }

    private void Compare(string path, JsonProperty file, SafeTensorsFile reference, float tolerance)
    {
        using DisposeScope scope = NewDisposeScope();
        ModelSource source = ModelSource.Open(path);
        using var model = CausalLanguageModel.Load(source.Architecture, source.ReadWeights(), CPU, ScalarType.Float32);
        float difference = ModelReference.LogitDifference(model, reference, $"logits.{file.Name}");
        output.WriteLine($"{file.Name}: logits within {difference:g3}");
        difference.Should().BeLessThan(tolerance, file.Name);
        ModelReference.CompareGreedy(model, file.Value.GetProperty("greedy"));
    }

    private static void CompareTokenizer(ChatTokenizer tokenizer, JsonElement reference)
    {
        foreach (JsonElement sample in reference.GetProperty("samples").EnumerateArray())
        {
            string text = sample.GetProperty("text").GetString()!;
            tokenizer.EncodeTrusted(text).Should().Equal(Ints(sample.GetProperty("ids")), text);
        }

        JsonElement chat = reference.GetProperty("chat");
        List<ChatMessage> messages = [.. chat.GetProperty("messages").EnumerateArray().Select(m => new ChatMessage(m.GetProperty("role").GetString()!, m.GetProperty("content").GetString()!))];
        tokenizer.Render(messages, addGenerationPrompt: true).Text.Should().Be(chat.GetProperty("text").GetString());
        tokenizer.EncodePrompt(messages).Should().Equal(Ints(chat.GetProperty("ids")));
    }

    private static int[] Ints(JsonElement array) => [.. array.EnumerateArray().Select(v => v.GetInt32())];
}
