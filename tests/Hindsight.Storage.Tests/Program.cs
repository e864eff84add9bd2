namespace Hindsight.Storage.Tests;

/// <summary>The process that <see cref="KilledWriterTests"/> kills: it writes steps to the store named by its argument until then, and says which are durable.</summary>
internal static class Program
{
    public static async Task Main(string[] arguments)
    {
        await using var store = new EntityFrameworkRunStore(new StorageOptions { Path = arguments[0] });
        await store.InitializeAsync(default);
        for (int step = 1; ; step++)
        {
            for (int index = 0; index < 8; index++)
                await store.RecordTrajectoriesAsync("run", [Records.Trajectory(step, index, verdicts: 3)], default);
            await store.RecordStepAsync("run", Records.Report(step), default);
            if (step % 2 == 0)
                continue;
            await store.FlushAsync(default);
            Console.WriteLine(step);
        }
    }
}
