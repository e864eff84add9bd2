using System.Text.Json;
using Hindsight.Testing;
using Hindsight.Torch.Checkpoints;
using Hindsight.Torch.Models;
using TorchSharp;
using Xunit.Abstractions;
using static TorchSharp.torch;

namespace Hindsight.Torch.Tests.Checkpoints;

public sealed class PeftReferenceTests(ITestOutputHelper output)
{
    [ReferenceFact("lora", required: false)]
    public void Forward_EveryAdapter_AgreesInLogitsAndGreedyIds()
    {
        int supported = 0;
        foreach (string folder in Directory.GetDirectories(References.FolderOf("lora")).Order(StringComparer.Ordinal))
        {
            JsonElement root = JsonFile.Read(Path.Combine(folder, "reference.json"));
            string baseModel = Path.GetFullPath(Path.Combine(folder, root.GetProperty("base").GetString()!));
            try
            {
                PeftFolder adapter = PeftFolder.Open(Path.Combine(folder, "adapter"), baseModel);
                Compare(folder, root, adapter);
                supported++;
            }
            catch (ModelFileException e)
            {
                output.WriteLine($"{Path.GetFileName(folder)}: unsupported. {e.Message}");
            }
        }

        if (References.IsDefault) supported.Should().BeGreaterThanOrEqualTo(2, "plain LoRA and rsLoRA on the family llama are supported");
    }

    private void Compare(string folder, JsonElement root, PeftFolder adapter)
    {
        using DisposeScope scope = NewDisposeScope();
        using var model = CausalLanguageModel.Load(adapter.Architecture, adapter.ReadWeights(), CPU, ScalarType.Float32, adapter.Lora);
        model.Masters.Load(adapter.ReadAdapter());
        model.Synchronize();
        float difference = ModelReference.LogitDifference(model, SafeTensorsFile.Open(Path.Combine(folder, "reference.safetensors")), "logits");
        (double loss, double worst, string where) = ModelReference.LossAndGradients(model, SafeTensorsFile.Open(Path.Combine(folder, "reference.safetensors")));
        output.WriteLine($"{Path.GetFileName(folder)}: logits within {difference:g3}, loss {loss:g9}, gradients within {worst:g3} of the largest ({where})");
        loss.Should().BeApproximately(root.GetProperty("loss").GetDouble(), 1e-5);
        worst.Should().BeLessThan(1e-4, where);
        difference.Should().BeLessThan(root.GetProperty("tolerance").GetProperty("logits_absolute").GetSingle());
        foreach (JsonElement greedy in root.GetProperty("greedy").EnumerateArray()) ModelReference.CompareGreedy(model, greedy);
    }
}
