using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Hindsight.EndToEnd.Tests.Resume;

/// <summary>All that two equal runs must have in common: the bytes of all kept checkpoints, metrics and rows, times apart.</summary>
internal sealed record RunSnapshot(IReadOnlyDictionary<string, string> Checkpoints, IReadOnlyList<string> Metrics, IReadOnlyList<string> Rows)
{
    public static RunSnapshot Of(string folder) => new(Files(Path.Combine(folder, "run", "checkpoints")), ReadMetrics(folder), ReadRows(folder));

    private static SortedDictionary<string, string> Files(string folder) => new(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .ToDictionary(path => Path.GetRelativePath(folder, path), path => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)))), StringComparer.Ordinal);

    private static List<string> ReadMetrics(string folder) => File.ReadLines(Path.Combine(folder, "run", "metrics.jsonl")).Select(WithoutTimes).ToList();

    private static List<string> ReadRows(string folder)
    {
        List<string> rows = [];
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "hindsight.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        foreach ((string table, string order) in new[] { ("steps", "step"), ("tasks", "task_id"), ("trajectories", "step, task_id, sample_index"), ("verdicts", "step, task_id, sample_index, criterion_id") })
        {
            using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // the tables are the literals above
            command.CommandText = $"SELECT * FROM {table} ORDER BY {order}";
#pragma warning restore CA2100
            using SqliteDataReader reader = command.ExecuteReader();
            while (reader.Read()) rows.Add(table + "|" + string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => Cell(reader, i))));
        }

        return rows;
    }

    private static string Cell(SqliteDataReader reader, int column) => reader.GetValue(column) switch
    {
        byte[] bytes => Convert.ToHexStringLower(SHA256.HashData(bytes)),
        double number => BitConverter.DoubleToInt64Bits(number).ToString("x16"),
        string text when reader.GetName(column) == "report" => WithoutTimes(text),
        var value => $"{value}",
    };

    private static string WithoutTimes(string report) =>
        string.Join(',', JsonDocument.Parse(report).RootElement.EnumerateObject().Where(p => p.Name != "times").Select(p => p.ToString()));
}
