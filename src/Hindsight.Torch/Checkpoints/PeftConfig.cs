using System.Text.Json;
using Hindsight.Files;

namespace Hindsight.Torch.Checkpoints;

/// <summary>PEFT's <c>adapter_config.json</c>, as far as plain LoRA goes.</summary>
internal static class PeftConfig
{
    private static readonly string[] Projections = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"];

    // Each changes what the adapter computes; absent, null, false or empty means that it is not used.
    private static readonly string[] Unsupported =
    [
        "use_dora", "modules_to_save", "rank_pattern", "alpha_pattern", "fan_in_fan_out", "layers_to_transform", "layers_pattern", "layer_replication", "exclude_modules",
        "lora_bias", "target_parameters", "trainable_token_indices", "use_qalora", "use_bdlora", "alora_invocation_tokens", "arrow_config", "kasa_config", "megatron_config",
    ];

    /// <summary>Reads and checks the settings, and the path of the base model as it is written.</summary>
    /// <exception cref="ModelFileException">Another kind of adapter, or what is not supported; all faults at once.</exception>
    public static (LoraOptions Options, string BaseModel) Read(string path)
    {
        JsonElement root = JsonFile.Read(path);
        var faults = new List<string>();
        if (root.FindText("peft_type") != "LORA") faults.Add($"peft_type is {Show(root.Find("peft_type"))}; expected \"LORA\".");
        foreach (string name in Unsupported.Where(n => root.Find(n) is { } value && IsSet(value))) faults.Add($"{name} is {Show(root.Find(name))}; it is not supported.");
        if (root.FindText("bias") is { } bias && bias != "none") faults.Add($"bias is \"{bias}\"; expected \"none\".");
        if (root.Find("r") is not { ValueKind: JsonValueKind.Number } r || !r.TryGetInt32(out int rank) || rank is < 1 or > 4096)
        {
            faults.Add($"r is {Show(root.Find("r"))}; expected a whole number from 1 to 4096.");
            rank = 1;
        }

        if (root.Find("lora_alpha") is not { ValueKind: JsonValueKind.Number } a || !a.TryGetDouble(out double alpha) || !double.IsFinite(alpha))
        {
            faults.Add($"lora_alpha is {Show(root.Find("lora_alpha"))}; expected a number.");
            alpha = 1;
        }

        string[] targets = ReadTargets(root, faults);
        string? baseModel = root.FindText("base_model_name_or_path");
        if (string.IsNullOrEmpty(baseModel)) faults.Add("base_model_name_or_path is missing; expected the base model's folder.");
        if (faults.Count > 0) throw new ModelFileException(path, faults);
        // rsLoRA (arXiv 2312.03732) scales by alpha / sqrt(r).
        return (new LoraOptions { Enabled = true, Rank = rank, Alpha = root.IsTrue("use_rslora") ? alpha * Math.Sqrt(rank) : alpha, Targets = targets }, baseModel!);
    }

    /// <summary>Writes the settings.</summary>
    public static void Write(string path, LoraOptions options, string baseModel) => Durable.WriteFile(path, stream =>
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteString("base_model_name_or_path", baseModel);
        json.WriteString("bias", "none");
        json.WriteBoolean("fan_in_fan_out", false);
        json.WriteBoolean("inference_mode", true);
        json.WriteBoolean("init_lora_weights", true);
        json.WriteNumber("lora_alpha", options.Alpha);
        json.WriteNumber("lora_dropout", 0.0);
        json.WriteNull("modules_to_save");
        json.WriteString("peft_type", "LORA");
        json.WriteNumber("r", options.Rank);
        json.WriteStartArray("target_modules");
        foreach (string target in options.Targets.Order(StringComparer.Ordinal)) json.WriteStringValue(target);
        json.WriteEndArray();
        json.WriteString("task_type", "CAUSAL_LM");
        json.WriteBoolean("use_dora", false);
        json.WriteBoolean("use_rslora", false);
        json.WriteEndObject();
    });

    private static string[] ReadTargets(JsonElement root, List<string> faults)
    {
        JsonElement? targets = root.Find("target_modules");
        if (targets is { ValueKind: JsonValueKind.String } word && word.GetString() == "all-linear") return Projections;
        string?[] names = targets is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray().Select(t => t.ValueKind == JsonValueKind.String ? t.GetString() : null)] : [];
        if (names.Length > 0 && names.All(n => Projections.Contains(n))) return [.. Projections.Where(names.Contains)];
        faults.Add($"target_modules is {Show(targets)}; expected a list of {string.Join(", ", Projections)}.");
        return [];
    }

    private static bool IsSet(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.False => false,
        JsonValueKind.Object => value.EnumerateObject().Any(),
        JsonValueKind.Array => value.GetArrayLength() > 0,
        _ => true,
    };

    private static string Show(JsonElement? value) => value is null ? "missing" : value.Value.GetRawText().ReplaceLineEndings(" ");
}
