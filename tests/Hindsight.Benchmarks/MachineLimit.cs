using System.Diagnostics;
using Hindsight.Torch.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Hindsight.Benchmarks;

/// <summary>What this machine can do at most, measured in the run that is compared with it: others may share its cores.</summary>
/// <param name="OperationsPerSecond">Of a 2048³ matrix multiplication in bf16 (a multiplication and an addition are two).</param>
/// <param name="BytesPerSecond">Read and written by a copy of 256 MB.</param>
internal sealed record MachineLimit(double OperationsPerSecond, double BytesPerSecond)
{
    private const int Size = 2048;
    private const long CopyBytes = 1L << 28;

    /// <summary>Measures for about a second. The median of several repetitions counts.</summary>
    public static MachineLimit Measure(Device device)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable mode = no_grad();
        using var generator = new Generator(1, device);
        Tensor Matrix() => randn(Size, Size, device: device, generator: generator).to(ScalarType.BFloat16);
        Tensor a = Matrix(), b = Matrix();
        Tensor from = ones(CopyBytes, dtype: ScalarType.Byte, device: device), to = empty_like(from);
        double product = Seconds(() => mm(a, b).Dispose(), device), copy = Seconds(() => to.copy_(from), device);
        return new MachineLimit(2.0 * Size * Size * Size / product, 2.0 * CopyBytes / copy);
    }

    /// <summary>The median of two measurements, before and after what is compared with them.</summary>
    public static MachineLimit Between(MachineLimit before, MachineLimit after) => new(
        (before.OperationsPerSecond + after.OperationsPerSecond) / 2, (before.BytesPerSecond + after.BytesPerSecond) / 2);

    /// <summary>The share of the limit of a pass of the decoder over a number of tokens: operations or the weights' bytes, whichever binds.</summary>
    /// <param name="architecture">P parameters: 2 P operations a token.</param>
    /// <param name="tokens">Tokens of one pass.</param>
    /// <param name="bytesPerParameter">2 in bf16, 4 in fp32.</param>
    /// <param name="seconds">What the pass took.</param>
    public double ShareOfForward(Architecture architecture, double tokens, int bytesPerParameter, double seconds) => Math.Max(
        2.0 * architecture.ParameterCount * tokens / OperationsPerSecond,
        (double)architecture.ParameterCount * bytesPerParameter / BytesPerSecond) / seconds;

    private static double Seconds(Action act, Device device)
    {
        act();
        Wait(device);
        double[] times = new double[9];
        for (int i = 0; i < times.Length; i++)
        {
            long start = Stopwatch.GetTimestamp();
            act();
            Wait(device);
            times[i] = Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        return times.Order().ElementAt(times.Length / 2);
    }

    private static void Wait(Device device)
    {
        if (device.type == DeviceType.CUDA) cuda.synchronize(device);
    }
}
