namespace Hindsight.Torch.Models;

/// <summary>The names of a Llama checkpoint's tensors.</summary>
internal static class ParameterNames
{
    public const string Embedding = "model.embed_tokens.weight";
    public const string FinalNorm = "model.norm.weight";
    public const string Head = "lm_head.weight";

    public static string InputNorm(int layer) => $"model.layers.{layer}.input_layernorm.weight";

    public static string PostNorm(int layer) => $"model.layers.{layer}.post_attention_layernorm.weight";

    public static string Projection(int layer, string projection) => $"{Module(layer, projection)}.weight";

    /// <summary>The module of a projection, as adapters name it.</summary>
    public static string Module(int layer, string projection) =>
        $"model.layers.{layer}.{(projection is "q_proj" or "k_proj" or "v_proj" or "o_proj" ? "self_attn" : "mlp")}.{projection}";
}
