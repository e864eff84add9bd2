using Hindsight.Worker.Hosting;

namespace Hindsight.Worker.Configuration;

/// <summary>What is wrong with a command's input, gathered from all its sources, so that a person hears of everything at once.</summary>
internal sealed class InputFaults
{
    private readonly List<string> _lines = [];

    /// <summary>What was wrong so far, a line each.</summary>
    public IReadOnlyList<string> Lines => _lines;

    /// <summary>Notes faults; one that is known already is not said twice.</summary>
    public void Add(IEnumerable<string> lines) => _lines.AddRange(lines.Where(line => !_lines.Contains(line)));

    /// <summary>Reads one source and notes its faults.</summary>
    /// <returns>What was read, or <see langword="null"/>: it cannot be used.</returns>
    public T? Collect<T>(Func<T> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (Exception e) when (ErrorReport.Of(e) is { ExitCode: ExitCode.BadInput } report)
        {
            Add(report.Lines);
            return null;
        }
    }

    /// <inheritdoc cref="Collect"/>
    public async Task<T?> CollectAsync<T>(Func<Task<T>> read)
        where T : class
    {
        try
        {
            return await read().ConfigureAwait(false);
        }
        catch (Exception e) when (ErrorReport.Of(e) is { ExitCode: ExitCode.BadInput } report)
        {
            Add(report.Lines);
            return null;
        }
    }

    /// <summary>Goes no further where anything is wrong.</summary>
    /// <exception cref="ConfigurationException">Every fault.</exception>
    public void DemandNone()
    {
        if (_lines.Count > 0) throw new ConfigurationException(_lines);
    }
}
