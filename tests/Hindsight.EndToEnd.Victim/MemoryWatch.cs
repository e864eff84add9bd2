using System.Globalization;
using System.Runtime.InteropServices;
using Hindsight.Training;
using TorchSharp;

namespace Hindsight.EndToEnd.Victim;

/// <summary>Writes a line <c>step tensors bytes</c> every ten steps: live tensors, and resident memory after a collection.</summary>
internal sealed partial class MemoryWatch(string path) : ITrainingObserver
{
    public void OnPhase(int step, TrainingPhase phase)
    {
    }

    public void OnEvaluated(int step, EvaluationReport report)
    {
    }

    public void OnStep(StepReport report)
    {
        if (report.Step % 10 != 0) return;
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        _ = Trim(0); // free pages that the C allocator holds back are not a leak
        File.AppendAllText(path, string.Create(CultureInfo.InvariantCulture, $"{report.Step} {torch.Tensor.TotalCount} {Environment.WorkingSet}\n"));
    }

    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Trim(nuint pad);
}
