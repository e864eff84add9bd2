using System.Security.Cryptography;
using System.Text.Json;
using Hindsight.Testing;
using Hindsight.Torch.Checkpoints;
using Hindsight.Torch.Text;

namespace Hindsight.Torch.Tests.Checkpoints;

public sealed class PolicyImporterTests : IDisposable
{
    private const string Gguf = "SmolLM2-135M-Instruct.Q4_1.gguf";
    private readonly string _root = Directory.CreateTempSubdirectory("hindsight-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [RealModelFact]
    public void Import_SmolLm2_GivesTensorsOfTheReferencesSums()
    {
        string folder = Path.Combine(_root, "imported");
        PolicyImporter.Import(Path.Combine(RealModel.Folder, Gguf), folder);
        SafeTensorsFile file = SafeTensorsFile.Open(Path.Combine(folder, "model.safetensors"));
        IReadOnlyList<JsonElement> expected = RealModel.ReadLines("tensors.jsonl");
        file.Entries.Keys.Should().BeEquivalentTo(expected.Select(e => e.GetProperty("name").GetString()));
        using FileStream stream = File.OpenRead(file.Path);
        foreach (JsonElement tensor in expected)
        {
            TensorEntry entry = file.Entries[tensor.GetProperty("name").GetString()!];
            entry.Shape.Should().Equal(tensor.GetProperty("shape").EnumerateArray().Select(s => s.GetInt64()));
            var bytes = new byte[entry.Length];
            stream.Position = entry.Offset;
            stream.ReadExactly(bytes);
            Convert.ToHexStringLower(SHA256.HashData(bytes)).Should().Be(tensor.GetProperty("sha256").GetString(), entry.Name);
        }

        foreach (string name in new[] { "config.json", "generation_config.json", "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json" })
            File.ReadAllBytes(Path.Combine(folder, name)).Should().Equal(File.ReadAllBytes(Path.Combine(RealModel.Folder, name)), name);
    }

    [RealModelFact]
    public void Import_GgufAlone_DescribesModelAndTokenizerFromItsMetadata()
    {
        File.CreateSymbolicLink(Path.Combine(_root, Gguf), Path.Combine(RealModel.Folder, Gguf));
        string folder = Path.Combine(_root, "imported");
        PolicyImporter.Import(Path.Combine(_root, Gguf), folder);
        ModelSource.Open(folder).Architecture.Should().BeEquivalentTo(ModelSource.Open(RealModel.Folder).Architecture);
        ChatTokenizer imported = ChatTokenizer.Load(folder), gguf = ChatTokenizer.Load(Path.Combine(_root, Gguf));
        foreach (JsonElement line in RealModel.ReadLines("tokenization.jsonl"))
        {
            string text = line.GetProperty("text").GetString()!;
            int[] ids = [.. line.GetProperty("ids").EnumerateArray().Select(i => i.GetInt32())];
            imported.EncodeTrusted(text).Should().Equal(ids);
            gguf.EncodeTrusted(text).Should().Equal(ids);
        }

        imported.EndTokens.Should().Equal(gguf.EndTokens).And.Equal(2);
    }

    [RealModelFact]
    public void Import_ConfigurationOfAnotherModelBeside_IsRefusedAndNothingWritten()
    {
        File.CreateSymbolicLink(Path.Combine(_root, Gguf), Path.Combine(RealModel.Folder, Gguf));
        File.WriteAllText(Path.Combine(_root, "config.json"), File.ReadAllText(Path.Combine(RealModel.Folder, "config.json")).Replace("\"num_hidden_layers\": 30", "\"num_hidden_layers\": 31").Replace("100000", "10000"));
        Action act = () => PolicyImporter.Import(Path.Combine(_root, Gguf), Path.Combine(_root, "imported"));
        act.Should().Throw<ModelFileException>().Which.Faults.Should().Equal("num_hidden_layers is 31; the GGUF file has 30.", "rope_theta is 10000; the GGUF file has 100000.");
        Directory.GetDirectories(_root).Should().BeEmpty();
    }

    [Fact]
    public void Import_IntoAFolderThatIsTaken_IsRefused()
    {
        string folder = Path.Combine(_root, "taken");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "precious.txt"), "");
        Action act = () => PolicyImporter.Import(Path.Combine(_root, "none.gguf"), folder);
        act.Should().Throw<ModelFileException>().WithMessage("*taken*there already*");
        File.Exists(Path.Combine(folder, "precious.txt")).Should().BeTrue();
    }
}
