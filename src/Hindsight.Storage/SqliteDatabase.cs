using System.Runtime.InteropServices;
using Hindsight.Training;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SQLitePCL;

namespace Hindsight.Storage;

/// <summary>Everything that is SQLite's own: connections, durability, its errors in words. Another database is another class of this shape.</summary>
internal sealed partial class SqliteDatabase(string path, int lockTimeoutSeconds)
{
    private const int FileHasMoved = 20;

    /// <summary>The file.</summary>
    public string Location { get; } = Path.GetFullPath(path);

    /// <summary>What is set on the writing connection. A commit is on the disk when it returns; readers never wait for the writer.</summary>
    internal IReadOnlyList<string> Pragmas { get; init; } = ["journal_mode = wal", "synchronous = full"];

    /// <summary>The writing connection; creates the file where it is missing.</summary>
    public RunDbContext OpenForWriting()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Location)!);
        return Open(SqliteOpenMode.ReadWriteCreate, connection =>
        {
            foreach (string pragma in Pragmas)
            {
                using SqliteCommand command = connection.CreateCommand();
                // The names are constants of this class: nothing from outside goes in.
#pragma warning disable CA2100
                command.CommandText = $"PRAGMA {pragma}";
#pragma warning restore CA2100
                command.ExecuteNonQuery();
            }
        });
    }

    /// <summary>A snapshot: what has been committed by now, whatever is written while it is read.</summary>
    public RunDbContext OpenSnapshot()
    {
        SqliteTransaction? transaction = null;
        RunDbContext context = Open(SqliteOpenMode.ReadWrite, connection => transaction = connection.BeginTransaction(deferred: true));
        context.Database.UseTransaction(transaction);
        return context;
    }

    /// <summary>A connection of which each question sees what has been committed by then.</summary>
    public RunDbContext OpenForReading() => Open(SqliteOpenMode.ReadWrite, _ => { });

    /// <summary>Whether there is a table of this name.</summary>
    public static bool HasTable(RunDbContext context, string name)
    {
        using SqliteCommand command = ((SqliteConnection)context.Database.GetDbConnection()).CreateCommand();
        command.CommandText = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = $name";
        command.Parameters.AddWithValue("$name", name);
        return command.ExecuteScalar() is not null;
    }

    /// <summary>Throws where the path no longer leads to the file that is written to: commits into a deleted file succeed and are lost.</summary>
    /// <exception cref="RunStoreException">It was deleted, moved or replaced.</exception>
    public void EnsureInPlace(RunDbContext context)
    {
        int code = FileControl(((SqliteConnection)context.Database.GetDbConnection()).Handle!, null, FileHasMoved, out int moved);
        if (code != raw.SQLITE_OK)
            throw new SqliteException("The file cannot be examined.", code);
        if (moved != 0 || !File.Exists(Location))
            throw new RunStoreException($"The run store '{Location}' was deleted, moved or replaced while it was written to.");
    }

    /// <summary>What went wrong, with the path and what SQLite said.</summary>
    public RunStoreException Explain(Exception exception)
    {
        if (exception is RunStoreException explained)
            return explained;
        string advice = (exception as SqliteException)?.SqliteErrorCode switch
        {
            raw.SQLITE_FULL => " Make room, then resume the run.",
            raw.SQLITE_READONLY => " The file or its folder is read-only.",
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => $" Another process has been writing to it for more than {lockTimeoutSeconds} s.",
            raw.SQLITE_NOTADB => " It is another kind of file.",
            raw.SQLITE_CORRUPT => " It is damaged: move it away, or restore it from a copy.",
            raw.SQLITE_CANTOPEN => " It is missing, or its folder is, or this user may not open it.",
            _ => "",
        };
        return new($"The run store '{Location}' cannot be used: {exception.Message.TrimEnd('.')}.{advice}", exception);
    }

    private RunDbContext Open(SqliteOpenMode mode, Action<SqliteConnection> prepare)
    {
        // Without pooling a closed connection lets go of the file.
        var settings = new SqliteConnectionStringBuilder { DataSource = Location, Mode = mode, Pooling = false, DefaultTimeout = lockTimeoutSeconds };
        var connection = new SqliteConnection(settings.ToString());
        try
        {
            connection.Open();
            prepare(connection);
            return new(new DbContextOptionsBuilder<RunDbContext>().UseSqlite(connection, contextOwnsConnection: true).Options);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_file_control", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int FileControl(sqlite3 connection, string? database, int operation, out int result);
}
