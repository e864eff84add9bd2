using static TorchSharp.torch;

namespace Hindsight.Torch.Models;

/// <summary>One layer's weights as the packed pass multiplies them, or the gradients of the same shapes. It does not own them.</summary>
/// <param name="InputNorm"><c>[D]</c></param>
/// <param name="QueryKeyValue"><c>[(H + 2 Hkv) d, D]</c></param>
/// <param name="Output"><c>[D, H d]</c></param>
/// <param name="PostNorm"><c>[D]</c></param>
/// <param name="GateUp"><c>[2 F, D]</c></param>
/// <param name="Down"><c>[D, F]</c></param>
internal sealed record DecoderLayerWeights(Tensor InputNorm, Tensor QueryKeyValue, Tensor Output, Tensor PostNorm, Tensor GateUp, Tensor Down)
{
    public static DecoderLayerWeights From(ParameterBuffer buffer, int layer)
    {
        string Name(string projection) => ParameterNames.Projection(layer, projection);
        return new DecoderLayerWeights(
            buffer[ParameterNames.InputNorm(layer)],
            buffer.Stacked(Name("q_proj"), Name("k_proj"), Name("v_proj")),
            buffer[Name("o_proj")],
            buffer[ParameterNames.PostNorm(layer)],
            buffer.Stacked(Name("gate_proj"), Name("up_proj")),
            buffer[Name("down_proj")]);
    }
}
