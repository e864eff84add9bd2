using System.Runtime.Intrinsics.X86;
using static TorchSharp.torch;

namespace Hindsight.Torch.Models;

/// <summary>Where and in which type a model is computed, from the options' words.</summary>
internal static class ComputeChoice
{
    private const long LargeModel = 50_000_000;

    /// <summary><c>auto</c>, <c>cpu</c> or <c>cuda:N</c>.</summary>
    /// <exception cref="ArgumentException">The device is not there, or the word is none of these.</exception>
    public static Device Device(string device)
    {
        if (device == "cpu" || (device == "auto" && !cuda.is_available())) return CPU;
        if (device == "auto") return new Device("cuda:0");
        if (!device.StartsWith("cuda:", StringComparison.Ordinal) || !int.TryParse(device.AsSpan(5), out int index))
            throw new ArgumentException($"Device '{device}': expected auto, cpu or cuda:N.");
        int count = cuda.is_available() ? cuda.device_count() : 0;
        return index < count ? new Device(device) : throw new ArgumentException($"Device '{device}': this machine has {count} CUDA cards.");
    }

    /// <summary><c>auto</c>, <c>bf16</c> or <c>fp32</c>.</summary>
    /// <exception cref="ArgumentException">The word is none of these.</exception>
    public static ScalarType Type(string dtype, Device device, long parameters) => dtype switch
    {
        "bf16" => ScalarType.BFloat16,
        "fp32" => ScalarType.Float32,
        "auto" => parameters > LargeModel && MultipliesBFloat16(device) ? ScalarType.BFloat16 : ScalarType.Float32,
        _ => throw new ArgumentException($"Dtype '{dtype}': expected auto, bf16 or fp32."),
    };

    /// <summary>The options' word for a type.</summary>
    public static string Name(ScalarType type) => type switch
    {
        ScalarType.BFloat16 => "bf16",
        ScalarType.Float32 => "fp32",
        _ => "fp64",
    };

    /// <summary>Whether a processor has AVX-512 BF16 or AMX; every card in use has it.</summary>
    private static bool MultipliesBFloat16(Device device)
    {
        if (device.type != TorchSharp.DeviceType.CPU) return true;
        if (!X86Base.IsSupported || X86Base.CpuId(0, 0).Eax < 7) return false;
        bool tiles = (X86Base.CpuId(7, 0).Edx >> 22 & 1) != 0, vectors = (X86Base.CpuId(7, 1).Eax >> 5 & 1) != 0;
        return tiles || vectors;
    }
}
