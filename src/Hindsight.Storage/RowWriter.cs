using System.Data.Common;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Hindsight.Storage;

/// <summary>Writes rows of one table by one prepared statement each, made from the model: a change tracker costs many times as much, and knows no upsert.</summary>
internal sealed class RowWriter<TRow> : IDisposable
    where TRow : class
{
    private readonly RunDbContext _context;
    private readonly DbCommand _command;
    private readonly PropertyInfo[] _columns;

    /// <param name="context">The open database.</param>
    /// <param name="replace">Whether a row of the same key is replaced; otherwise it is an error.</param>
    public RowWriter(RunDbContext context, bool replace)
    {
        _context = context;
        IEntityType table = context.Model.FindEntityType(typeof(TRow))!;
        IProperty[] properties = [.. table.GetProperties()];
        _columns = [.. properties.Select(p => p.PropertyInfo!)];
        ISqlGenerationHelper sql = context.GetService<ISqlGenerationHelper>();
        string Name(IProperty property) => sql.DelimitIdentifier(property.GetColumnName());
        string Names(IEnumerable<IProperty> of) => string.Join(", ", of.Select(Name));

        _command = context.Database.GetDbConnection().CreateCommand();
        string text = $"INSERT INTO {sql.DelimitIdentifier(table.GetTableName()!)} ({Names(properties)}) VALUES ({string.Join(", ", properties.Select((_, i) => $"@p{i}"))})";
        if (replace)
        {
            IEnumerable<string> updates = properties.Where(p => !p.IsPrimaryKey()).Select(p => $"{Name(p)} = excluded.{Name(p)}");
            text += $" ON CONFLICT ({Names(table.FindPrimaryKey()!.Properties)}) DO UPDATE SET {string.Join(", ", updates)}";
        }
        // Names come from the model alone; values are parameters.
#pragma warning disable CA2100
        _command.CommandText = text;
#pragma warning restore CA2100
        for (int i = 0; i < properties.Length; i++)
            _command.Parameters.Add(properties[i].GetRelationalTypeMapping().CreateParameter(_command, $"@p{i}", null, properties[i].IsNullable));
    }

    /// <summary>Writes a row within the context's transaction.</summary>
    public void Write(TRow row)
    {
        _command.Transaction = _context.Database.CurrentTransaction?.GetDbTransaction();
        for (int i = 0; i < _columns.Length; i++)
            _command.Parameters[i].Value = _columns[i].GetValue(row) ?? DBNull.Value;
        _command.ExecuteNonQuery();
    }

    public void Dispose() => _command.Dispose();
}
