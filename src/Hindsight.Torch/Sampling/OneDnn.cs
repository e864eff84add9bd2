using System.Runtime.Intrinsics.X86;
using TorchSharp;

namespace Hindsight.Torch.Sampling;

/// <summary>What this processor's matrix kernels can do.</summary>
internal static class OneDnn
{
    /// <summary>Whether bf16 matrices are multiplied by instructions made for them (AVX-512 BF16 or AMX), by kernels that this libtorch has.</summary>
    public static bool MultipliesBFloat16 { get; } = ProcessorHas() && KernelsAreThere();

    private static bool ProcessorHas()
    {
        if (!X86Base.IsSupported || X86Base.CpuId(0, 0).Eax < 7) return false;
        const int Avx512BFloat16 = 1 << 5, AmxBFloat16 = 1 << 22;
        bool avx = X86Base.CpuId(7, 0).Eax >= 1 && (X86Base.CpuId(7, 1).Eax & Avx512BFloat16) != 0;
        bool amx = (X86Base.CpuId(7, 0).Edx & AmxBFloat16) != 0;
        return avx || amx;
    }

    private static bool KernelsAreThere()
    {
        using torch.jit.ScriptModule script = ScriptArchive.Load("""
              def supported(self: __torch__.Ops) -> bool:
                return ops.mkldnn._is_mkldnn_bf16_supported()
            """);
        return ((Scalar)script.invoke("supported")).ToBoolean();
    }
}
