using System.Text;

namespace Hindsight.Checks.IfBench;

/// <summary>Rows of separated values as Python's <c>csv</c> reads them: a double quote at the beginning of a field lets it hold separators and line ends, two of them inside stand for one.</summary>
internal sealed class CsvRows
{
    private enum State { RowStart, FieldStart, Plain, Quoted, QuoteInQuoted, LineEnd }

    private readonly StringBuilder _field = new();
    private readonly List<string> _fields = [];
    private State _state = State.RowStart;

    private CsvRows()
    {
    }

    /// <summary>The rows; an empty line is one without fields.</summary>
    /// <returns><see langword="null"/>: a carriage return stands inside a line, on which Python ends with an error.</returns>
    public static List<string[]>? Read(string text, char separator)
    {
        List<string[]> rows = [];
        var reader = new CsvRows();
        for (int i = 0; i < text.Length; i++)
        {
            if (!reader.Take(text[i], separator))
                return null;
            // A quoted field goes on after the line's end, and ends with the text.
            bool last = i == text.Length - 1;
            if (last || (text[i] == '\n' && reader._state != State.Quoted))
                rows.Add(reader.EndRow());
        }
        return rows;
    }

    private bool Take(char c, char separator)
    {
        bool lineEnd = c is '\r' or '\n';
        switch (_state)
        {
            case State.LineEnd:
                return lineEnd;
            case State.RowStart when lineEnd:
                _state = State.LineEnd;
                return true;
            case State.RowStart or State.FieldStart when c == '"':
            case State.Quoted when c != '"':
            case State.QuoteInQuoted when c == '"':
                if (_state is State.Quoted or State.QuoteInQuoted)
                    _field.Append(c);
                _state = State.Quoted;
                return true;
            case State.Quoted:
                _state = State.QuoteInQuoted;
                return true;
        }
        if (lineEnd || c == separator)
        {
            EndField();
            _state = lineEnd ? State.LineEnd : State.FieldStart;
            return true;
        }
        _field.Append(c);
        _state = State.Plain;
        return true;
    }

    private void EndField()
    {
        _fields.Add(_field.ToString());
        _field.Clear();
    }

    private string[] EndRow()
    {
        if (_state is not (State.LineEnd or State.RowStart))
            EndField();
        string[] row = [.. _fields];
        _fields.Clear();
        _state = State.RowStart;
        return row;
    }
}
