using Hindsight.Grading;
using Hindsight.Testing;
using Microsoft.Data.Sqlite;

namespace Hindsight.Storage.Tests;

/// <summary>Stores that a former version of the program wrote.</summary>
public sealed class FormerVersionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Initialize_Version3_KeepsItsRowsAndGetsTheTablesOfANewStore()
    {
        await using (EntityFrameworkRunStore store = await OpenAsync())
            await store.RecordStepAsync("run", Records.Report(1), default);
        IReadOnlyList<string> expected = Rows("SELECT sql FROM sqlite_master ORDER BY name");
        Rows("DROP TABLE spending");
        Rows("UPDATE store SET schema_version = 3");

        await using EntityFrameworkRunStore opened = await OpenAsync();

        (await opened.ReadStepsAsync("run", default)).Should().ContainSingle();
        (await opened.ReadSpendingAsync("run", default)).Should().BeEmpty("the run never counted it");
        await opened.SaveSpendingAsync("run", new Dictionary<string, GradeUsage> { ["x"] = new(1, 2, 3, 0.25) }, default);
        (await opened.ReadSpendingAsync("run", default)).Should().Equal(new Dictionary<string, GradeUsage> { ["x"] = new(1, 2, 3, 0.25) });
        Rows("SELECT sql FROM sqlite_master ORDER BY name").Should().Equal(expected);
        Rows("SELECT schema_version FROM store").Should().Equal("4");
    }

    private async Task<EntityFrameworkRunStore> OpenAsync()
    {
        var store = new EntityFrameworkRunStore(new StorageOptions { Path = _folder.Database() });
        await store.InitializeAsync(default);
        return store;
    }

    private List<string> Rows(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_folder.Database()};Pooling=false");
        connection.Open();
#pragma warning disable CA2100 // The statements stand in this class.
        using var command = new SqliteCommand(sql, connection);
#pragma warning restore CA2100
        using SqliteDataReader reader = command.ExecuteReader();
        List<string> rows = [];
        while (reader.Read())
            rows.Add(Convert.ToString(reader.GetValue(0), System.Globalization.CultureInfo.InvariantCulture)!);
        return rows;
    }
}
