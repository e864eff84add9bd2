using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hindsight.Torch.Models.Kernels;

/// <summary>Runs a kernel over ranges of rows on the threads that libtorch's own operations run on. A range depends on the number of threads alone.</summary>
/// <remarks>Threads of our own would fight with libtorch's, which spin for a while after each operation. Where libtorch's OpenMP is another one than GNU's, the thread pool serves.</remarks>
internal static unsafe class RowParallel
{
    private static readonly nint Parallel = Find("GOMP_parallel"), ThreadNumber = Find("omp_get_thread_num"), ThreadCount = Find("omp_get_num_threads");

    /// <summary>A kernel over rows.</summary>
    /// <param name="start">The first row.</param>
    /// <param name="end">The row after the last.</param>
    /// <param name="worker">Which of the ranges it is, from 0.</param>
    public delegate void Kernel(long start, long end, int worker);

    /// <summary>The largest number of ranges.</summary>
    public static int Workers => TorchSharp.torch.get_num_threads();

    /// <summary>Runs a kernel over all rows.</summary>
    /// <param name="rows">Their number.</param>
    /// <param name="cost">The numbers that a row reads or writes: small work stays on this thread.</param>
    /// <param name="kernel">It must not throw.</param>
    public static void Run(long rows, long cost, Kernel kernel)
    {
        const long worthwhile = 1 << 15;
        int workers = (int)Math.Min(Math.Min(Workers, rows), Math.Max(1, rows * cost / worthwhile));
        if (workers <= 1)
        {
            kernel(0, rows, 0);
            return;
        }

        if (Parallel == 0 || ThreadNumber == 0 || ThreadCount == 0)
        {
            System.Threading.Tasks.Parallel.For(0, workers, worker => kernel(rows * worker / workers, rows * (worker + 1) / workers, worker));
            return;
        }

        var work = new Work(kernel, rows, workers);
        GCHandle handle = GCHandle.Alloc(work);
        try
        {
            ((delegate* unmanaged<delegate* unmanaged<nint, void>, nint, uint, uint, void>)Parallel)(&Enter, GCHandle.ToIntPtr(handle), (uint)workers, 0);
        }
        finally
        {
            handle.Free();
        }
    }

    [UnmanagedCallersOnly]
    private static void Enter(nint state)
    {
        var work = Unsafe.As<Work>(GCHandle.FromIntPtr(state).Target!);
        // OpenMP may give fewer threads than were asked for: then one takes several ranges.
        int threads = ((delegate* unmanaged<int>)ThreadCount)();
        for (int worker = ((delegate* unmanaged<int>)ThreadNumber)(); worker < work.Workers; worker += threads)
            work.Kernel(work.Rows * worker / work.Workers, work.Rows * (worker + 1) / work.Workers, worker);
    }

    /// <summary>A function of the libgomp that libtorch has loaded, or 0.</summary>
    private static nint Find(string name)
    {
        if (!OperatingSystem.IsLinux()) return 0;
        _ = TorchSharp.torch.get_num_threads(); // libtorch is loaded by the first call
        string? path = File.ReadLines("/proc/self/maps").Select(line => line[(line.LastIndexOf(' ') + 1)..])
            .FirstOrDefault(file => Path.GetFileName(file).StartsWith("libgomp", StringComparison.Ordinal));
        return path is not null && NativeLibrary.TryLoad(path, out nint library) && NativeLibrary.TryGetExport(library, name, out nint function) ? function : 0;
    }

    private sealed record Work(Kernel Kernel, long Rows, int Workers);
}
