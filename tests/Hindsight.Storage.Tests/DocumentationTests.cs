using System.Text.RegularExpressions;
using Hindsight.Testing;
using Microsoft.Data.Sqlite;

namespace Hindsight.Storage.Tests;

public sealed partial class DocumentationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task StorageDocument_EveryQuestion_RunsOnARealStore()
    {
        await using (var store = new EntityFrameworkRunStore(new StorageOptions { Path = _folder.Database() }))
        {
            await store.InitializeAsync(default);
            await store.RecordStepAsync("ID", Records.Report(1), default);
            await store.RecordTrajectoriesAsync("ID", [Records.Trajectory(1, 0), Records.Trajectory(1, 8) with { ParentIndex = 0 }], default);
            await store.RecordTrajectoriesAsync("ID", [Records.Trajectory(1, 1) with { Grade = Grading.Grade.RubricFault("desk", "", "no such rubric") }], default);
        }
        string document = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "storage.md"));
        string[] questions = [.. SqlBlock().Matches(document).SelectMany(m => m.Groups[1].Value.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];

        using var connection = new SqliteConnection($"Data Source={_folder.Database()};Mode=ReadOnly;Pooling=false");
        await connection.OpenAsync();

        questions.Should().HaveCount(4);
        foreach (string question in questions)
        {
#pragma warning disable CA2100 // The statements stand in the documentation.
            using var command = new SqliteCommand(question, connection);
#pragma warning restore CA2100
            using SqliteDataReader answer = await command.ExecuteReaderAsync();
            (await answer.ReadAsync()).Should().BeTrue(question);
        }
    }

    [GeneratedRegex("```sql\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex SqlBlock();
}
