using System.Text.Json;
using static TorchSharp.torch;

namespace Hindsight.Torch.Checkpoints;

/// <summary>A folder's weights: <c>model.safetensors</c>, or the shards that <c>model.safetensors.index.json</c> lists.</summary>
internal sealed class SafeTensorsFolder : ITensorFile
{
    private readonly Dictionary<string, SafeTensorsFile> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TensorEntry> _entries = new(StringComparer.Ordinal);

    private SafeTensorsFolder(string path) => Path = path;

    /// <inheritdoc/>
    public string Path { get; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, TensorEntry> Entries => _entries;

    /// <summary>Reads and checks the headers.</summary>
    /// <exception cref="ModelFileException">A file is missing, or does not keep to the format, or is not what the index says.</exception>
    public static SafeTensorsFolder Open(string folder)
    {
        string single = System.IO.Path.Combine(folder, "model.safetensors"), index = single + ".index.json";
        var opened = new SafeTensorsFolder(folder);
        if (File.Exists(single)) opened.Add(SafeTensorsFile.Open(single), new List<string>());
        else if (File.Exists(index)) opened.AddShards(index);
        else throw new ModelFileException(folder, "there is neither model.safetensors nor model.safetensors.index.json.");
        return opened;
    }

    /// <inheritdoc/>
    public Tensor Read(string name) => _files[name].Read(name);

    private void AddShards(string index)
    {
        if (JsonFile.Read(index).Find("weight_map") is not { ValueKind: JsonValueKind.Object } map) throw new ModelFileException(index, "'weight_map' is missing; expected an object of tensors and files.");
        var faults = new List<string>();
        var promised = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (JsonProperty entry in map.EnumerateObject())
        {
            // A shard lies in the folder itself: a path that leads elsewhere is refused.
            string? file = entry.Value.ValueKind == JsonValueKind.String ? entry.Value.GetString() : null;
            if (string.IsNullOrEmpty(file) || System.IO.Path.GetFileName(file) != file || !file.EndsWith(".safetensors", StringComparison.Ordinal))
                faults.Add($"tensor '{entry.Name}': found {entry.Value.GetRawText()}; expected the name of a .safetensors file of the folder.");
            else promised[entry.Name] = file;
        }

        foreach (string file in promised.Values.Distinct().Order(StringComparer.Ordinal))
        {
            string path = System.IO.Path.Combine(Path, file);
            if (File.Exists(path)) Add(SafeTensorsFile.Open(path), faults);
            else faults.Add($"the shard '{file}' is missing.");
        }

        foreach ((string name, string file) in promised)
        {
            if (_files.TryGetValue(name, out SafeTensorsFile? found) && System.IO.Path.GetFileName(found.Path) != file) faults.Add($"tensor '{name}': found in '{System.IO.Path.GetFileName(found.Path)}'; expected in '{file}'.");
            else if (found is null && File.Exists(System.IO.Path.Combine(Path, file))) faults.Add($"tensor '{name}' is not in '{file}'.");
        }

        if (faults.Count > 0) throw new ModelFileException(index, faults);
    }

    private void Add(SafeTensorsFile file, List<string> faults)
    {
        foreach ((string name, TensorEntry entry) in file.Entries)
        {
            if (_entries.TryAdd(name, entry)) _files.Add(name, file);
            else faults.Add($"tensor '{name}' is in '{System.IO.Path.GetFileName(_files[name].Path)}' and in '{System.IO.Path.GetFileName(file.Path)}'.");
        }
    }
}
