using Hindsight.Tasks;
using Hindsight.Testing;

namespace Hindsight.Checks.Tests.Generation;

/// <summary>The base prompts that come with the project.</summary>
internal static class BasePrompts
{
    public static string Path { get; } = System.IO.Path.Combine(Repository.Root, "samples", "prompts", "base.jsonl");

    public static IReadOnlyList<TrainingTask> All { get; } = TaskFile.Read(Path, CheckRegistry.Default);
}
