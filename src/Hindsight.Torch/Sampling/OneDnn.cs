using TorchSharp;

namespace Hindsight.Torch.Sampling;

/// <summary>What this libtorch's matrix kernels can do on this processor.</summary>
internal static class OneDnn
{
    /// <summary>Whether there are kernels for bf16 matrices. Without them bf16 products are slower by far than those in fp32.</summary>
    public static bool HasBFloat16 { get; } = Ask();

    private static bool Ask()
    {
        using torch.jit.ScriptModule script = ScriptArchive.Load("""
              def supported(self: __torch__.Ops) -> bool:
                return ops.mkldnn._is_mkldnn_bf16_supported()
            """);
        return ((Scalar)script.invoke("supported")).ToBoolean();
    }
}
